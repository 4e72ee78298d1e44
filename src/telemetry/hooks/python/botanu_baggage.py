"""Copies botanu's baggage onto every span that starts in this process.

OpenTelemetry's auto-instrumentation calls install() through the entry point opentelemetry_pre_instrument:
after the tracer provider is set, before the first library is instrumented. If install() raised, nothing at
all would be instrumented, and if on_start() raised, the application's request would fail. So neither does.
"""

import logging
import re

KEYS = (
    "botanu.run_id",
    "botanu.workflow",
    "botanu.event_id",
    "botanu.customer_id",
    "botanu.environment",
    "botanu.tenant_id",
    "botanu.parent_run_id",
)
RUN_ID = KEYS[0]
UUID_V7 = re.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}")
MAX_VALUE_LENGTH = 128


def install():
    try:
        from opentelemetry import baggage, trace
        from opentelemetry.sdk.trace import SpanProcessor

        class BaggageToAttributes(SpanProcessor):
            def on_start(self, span, parent_context=None):
                try:
                    members = baggage.get_all(parent_context)
                    if members:
                        copy(members, span)
                except Exception:
                    logging.getLogger(__name__).debug("baggage not copied", exc_info=True)

        provider = trace.get_tracer_provider()
        if hasattr(provider, "add_span_processor"):
            provider.add_span_processor(BaggageToAttributes())
    except Exception as problem:
        logging.getLogger(__name__).warning("spans will not carry %s: %s", RUN_ID, problem)


def copy(members, span):
    run = {}
    for key in KEYS:
        if key in members:
            value = attribute_value(key, members[key])
            if value:
                run[key] = value
    # What the span already says of itself stays. One look at all its attributes costs less than one at each.
    for key in span.attributes or ():
        run.pop(key, None)
    span.set_attributes(run)


def attribute_value(key, member):
    """The value that may become an attribute, or None.

    Python's propagator leaves a member's properties in its value ("…;origin=gateway"): they are cut off.
    A value that is too long is left out, because a cut one may be somebody else's.
    """
    value = str(member).split(";", 1)[0].strip()
    if len(value) > MAX_VALUE_LENGTH or (key == RUN_ID and not UUID_V7.fullmatch(value)):
        return None
    return value
