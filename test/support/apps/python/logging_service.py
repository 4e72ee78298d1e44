"""Answers /run by Flask, and logs the order that the request names, by the standard library's logging."""

import logging
import os

from flask import Flask, request

app = Flask(__name__)
log = logging.getLogger("shop")


@app.get("/run")
def run():
    log.warning("order %s is answered", request.args["order"])
    return "ok"


app.run(os.environ["HOST"], int(os.environ["PORT"]))
