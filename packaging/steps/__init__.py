"""What run.py does, a step a file: the machine's packages, the virtual environment, the tests.

Standard library only: nothing is installed yet when this runs.
"""
