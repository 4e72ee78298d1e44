"""What both Python services do themselves: one span, and none where the OpenTelemetry API is absent."""

import os
from contextlib import nullcontext

try:
    from opentelemetry import trace
except ImportError:
    trace = None


def own_work(workflow):
    """A span of the application. A workflow, if given, is the application's own word on it."""
    if trace is None:
        return nullcontext()
    # A resource is made before a server forks, so only a span can tell its worker.
    attributes = {"worker": str(os.getpid())}
    if workflow:
        attributes["botanu.workflow"] = workflow
    return trace.get_tracer("app").start_as_current_span("own work", attributes=attributes)
