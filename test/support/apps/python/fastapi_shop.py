"""A shop by FastAPI under uvicorn: /orders/{number} calls NEXT_URL, /slow takes 0.3 s, /broken fails."""

import asyncio
import os
import socket

import httpx
import uvicorn
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders/{number}")
async def order(number: str):
    async with httpx.AsyncClient() as client:
        await client.get(os.environ["NEXT_URL"], timeout=10)
    return number


@app.get("/slow")
async def slow():
    await asyncio.sleep(0.3)
    return "ok"


@app.get("/broken")
async def broken():
    raise ValueError("this route is broken")


listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen()
print(f"listening on {listener.getsockname()[1]}", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listener])
