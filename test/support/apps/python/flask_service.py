"""Answers /run by Flask, after one span of its own and one call by requests, to where the request says or to NEXT_URL."""

import os

import requests
from flask import Flask, request
from own_work import own_work
from werkzeug.serving import make_server

app = Flask(__name__)


@app.get("/run")
def run():
    with own_work(request.args.get("workflow")):
        if following := request.args.get("next", os.environ.get("NEXT_URL")):
            requests.get(following, timeout=10).raise_for_status()
    return "ok"


# Not under gunicorn, which listens itself.
if __name__ == "__main__":
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "0"))
    server = make_server(host, port, app, threaded=True)
    print(f"listening on {server.server_port}", flush=True)
    server.serve_forever()
