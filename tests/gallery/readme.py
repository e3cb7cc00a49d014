def draw() -> None:
    pass
