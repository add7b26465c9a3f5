"""What an operator wants to see at /metrics."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Counters of one transport, in a registry of their own."""

    def __init__(self) -> None:
        registry = self.registry = CollectorRegistry()
        self.updates = Counter("tremplin_updates", "Updates by kind", ["kind"], registry=registry)
        self.turns = Histogram(
            "tremplin_turn_seconds",
            "From an update's arrival to its commit",
            buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
            registry=registry,
        )
        self.sends = Counter(
            "tremplin_sends", "Bot API calls by method and result", ["method", "result"], registry=registry
        )
        self.waiting = Gauge(
            "tremplin_outbox_waiting", "Deliveries in memory, not sent yet", registry=registry
        )
        self.retries = Counter("tremplin_send_retries", "Calls sent again", registry=registry)
        self.quarantined = Counter("tremplin_quarantined", "Updates put in quarantine", registry=registry)

    def text(self) -> bytes:
        """Everything, in Prometheus' text format."""
        return generate_latest(self.registry)
