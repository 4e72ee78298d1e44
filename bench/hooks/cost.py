"""Nanoseconds that starting and ending a span takes in Python, with and without the hook, as JSON.

Run by bench/hooks/cost.ts, with the agent and the hook on PYTHONPATH.
"""

import json
import sys
import time

from opentelemetry import baggage, trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace.propagation import set_span_in_context

import botanu_baggage

ROUNDS, SPANS = 30, 4000
ATTRIBUTES = {"http.request.method": "GET", "url.path": "/run", "server.port": 80}


def tracer_of(hooked):
    provider = TracerProvider()
    if hooked:
        # install() hooks the global provider, which can be set only once.
        trace.get_tracer_provider = lambda: provider
        botanu_baggage.install()
    return provider.get_tracer("bench")


def nanoseconds(tracer, context):
    start = time.perf_counter_ns()
    for _ in range(SPANS):
        tracer.start_span("span", context, attributes=ATTRIBUTES).end()
    return (time.perf_counter_ns() - start) / SPANS


empty = set_span_in_context(trace.INVALID_SPAN)
full = empty
for member in sys.argv[1].split(","):
    full = baggage.set_baggage(*member.split("="), context=full)

cases = {
    "no hook, no baggage": (tracer_of(False), empty),
    "hook, no baggage": (tracer_of(True), empty),
    "no hook, baggage": (tracer_of(False), full),
    "hook, baggage": (tracer_of(True), full),
}
samples = {name: [] for name in cases}
# Interleaved, so that what else the machine does falls upon all of them.
for _ in range(ROUNDS):
    for name, (tracer, context) in cases.items():
        samples[name].append(nanoseconds(tracer, context))
print(json.dumps({name: min(values) for name, values in samples.items()}))
