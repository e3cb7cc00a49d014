"""A thousand kiosks that come back at once: the back-off spreads them, and nobody is forgotten."""

from tests.benchmarks import fleet


def test_a_fleet_is_served_and_knocks_less_than_its_peers() -> None:
    kiosks = 3_000
    ours, exponential, fixed = (
        fleet.simulate(policy, kiosks=kiosks) for policy in (fleet.OURS, fleet.EXPONENTIAL, fleet.FIXED)
    )
    for result in (ours, exponential, fixed):
        assert result.requests - result.refused == kiosks * fleet.SIGNOFFS
    assert ours.refused_percent < exponential.refused_percent
    assert ours.refused_percent < fixed.refused_percent
    assert ours.drained_s < exponential.drained_s


def test_a_throttle_lets_its_burst_and_then_its_rate_pass() -> None:
    throttle = fleet.Throttle()
    assert sum(throttle.lets_pass(0.0) for _ in range(10_000)) == fleet.BURST
    assert sum(throttle.lets_pass(0.1) for _ in range(10_000)) == fleet.RATE_PER_S / 10
