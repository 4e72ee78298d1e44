"""Answers /run by FastAPI under uvicorn, after one span of its own and one call by httpx to NEXT_URL."""

import os
import socket

import httpx
import uvicorn
from fastapi import FastAPI
from own_work import own_work

app = FastAPI()


@app.get("/run")
async def run(workflow: str = ""):
    with own_work(workflow):
        if "NEXT_URL" in os.environ:
            async with httpx.AsyncClient() as client:
                (await client.get(os.environ["NEXT_URL"], timeout=10)).raise_for_status()
    return "ok"


# Not under uvicorn's own command, which listens itself.
if __name__ == "__main__":
    # Of a socket that does not say TCP, asyncio would leave Nagle's algorithm on, and a kept connection waits 40 ms.
    listener = socket.socket(proto=socket.IPPROTO_TCP)
    listener.bind((os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "0"))))
    listener.listen()
    print(f"listening on {listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
