"""A shop by Flask: /orders/<number> calls NEXT_URL, /slow takes 0.3 s, /broken fails."""

import os
import time

import requests
from flask import Flask
from werkzeug.serving import make_server

app = Flask(__name__)


@app.get("/orders/<number>")
def order(number):
    requests.get(os.environ["NEXT_URL"], timeout=10)
    return number


@app.get("/slow")
def slow():
    time.sleep(0.3)
    return "ok"


@app.get("/broken")
def broken():
    raise ValueError("this route is broken")


server = make_server("127.0.0.1", 0, app, threaded=True)
print(f"listening on {server.server_port}", flush=True)
server.serve_forever()
