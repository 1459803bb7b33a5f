"""A model folder of full size with random weights, for measuring speed and memory before there is a
trained one:

    python3 -m hibari_training.untrained FOLDER
"""

import sys

import torch

from . import tokenizer, weights
from .models import config as configs


def main():
    torch.manual_seed(1)
    words = ["a", "red", "ball", "bounces", "on", "the", "floor"]
    mini = weights.Mini(configs.MiniConfig(), tokenizer.build_vocabulary(words))
    weights.save(mini, sys.argv[1], list(weights.NETWORKS))


if __name__ == "__main__":
    main()
