"""Lets a learner walk where a coin comes back each time it is picked up, and draws how it goes round in circles."""

from grid_world import World

world = World(["S......", "..C.##.", "....#..", ".~~.#..", ".....~G"])
world.draw("world.svg")
worth = world.learn()
path = world.walk(worth)
world.draw("way.svg", worth, path)
