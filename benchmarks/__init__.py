"""How good, how fast and how large sayso is, measured: quality, calibration, speed and memory, and the gate that holds their floors.

Each module is a command (``python -m benchmarks.quality``) around functions that return values. Results go to
``benchmarks/results/VERSION/NAME.json`` with the date, the machine and the versions of everything that took part.
"""
