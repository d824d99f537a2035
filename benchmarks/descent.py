"""Finding where a smooth function is least."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEPS, MEMORY = 60, 8
SHORTEST, FLATTEST = 1e-6, 1e-10


def minimised(loss: Callable[[Floats], tuple[float, Floats]], weights: Floats) -> Floats:
    """Where a smooth function is least, by L-BFGS (Liu and Nocedal 1989) with halved steps."""
    steps: list[tuple[Floats, Floats]] = []
    value, gradient = loss(weights)
    for _ in range(STEPS):
        direction = -_preconditioned(gradient, steps)
        length = 1.0
        while True:
            tried = weights + length * direction
            reached, ahead = loss(tried)
            if reached <= value + 1e-4 * length * float(gradient @ direction) or length < SHORTEST:
                break
            length /= 2
        step, bend = tried - weights, ahead - gradient
        if step @ bend > FLATTEST:
            steps = [*steps, (step, bend)][-MEMORY:]
        weights, value, gradient = tried, reached, ahead
    return weights


def _preconditioned(gradient: Floats, steps: Sequence[tuple[Floats, Floats]]) -> Floats:
    out = gradient.copy()
    shares = []
    for step, bend in reversed(steps):
        shares.append(float(step @ out) / float(step @ bend))
        out -= shares[-1] * bend
    if steps:
        step, bend = steps[-1]
        out *= float(step @ bend) / float(bend @ bend)
    else:
        out /= max(1.0, float(np.linalg.norm(out)))
    for (step, bend), share in zip(steps, reversed(shares), strict=True):
        out += (share - float(bend @ out) / float(step @ bend)) * step
    return out
