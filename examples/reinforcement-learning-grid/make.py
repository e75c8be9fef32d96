"""Lets a learner find its way through a little world by trial and reward, and draws what it does on each square."""

from grid_world import World

world = World(["S...#...", ".##.#.#.", ".~~...#.", "...~~.#.", ".#.....G"])
world.draw("world.svg")
worth = world.learn()
path = world.walk(worth)
world.draw("way.svg", worth, path)
