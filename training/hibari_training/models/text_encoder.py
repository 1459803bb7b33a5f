"""The text encoder: word pieces to states, and one state for each object slot.

Pre-norm transformer, learned positions, no dropout. It is pretrained on text alone (caption to
structured scene) and frozen afterwards. Slot states are what the eight learned queries read from the
text; slots are ordered by first mention.
"""

import torch
from torch import nn
from torch.nn import functional as F

from .config import SLOTS
from .layers import RmsNorm


class TextLayer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.heads = config.heads
        self.norm1 = RmsNorm(config.width)
        self.qkv = nn.Linear(config.width, 3 * config.width)
        self.out = nn.Linear(config.width, config.width)
        self.norm2 = RmsNorm(config.width)
        self.up = nn.Linear(config.width, config.feed_forward)
        self.down = nn.Linear(config.feed_forward, config.width)

    def forward(self, x, bias):
        batch, tokens, width = x.shape
        head = width // self.heads
        qkv = self.qkv(self.norm1(x)).view(batch, tokens, 3, self.heads, head)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) * head**-0.5 + bias, dim=-1)
        x = x + self.out((weights @ v).transpose(1, 2).reshape(batch, tokens, width))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class TextEncoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.embedding = nn.Embedding(config.vocabulary, config.width)
        self.position = nn.Parameter(torch.zeros(config.tokens, config.width))
        self.layers = nn.ModuleList(TextLayer(config) for _ in range(config.layers))
        self.norm = RmsNorm(config.width)
        self.slot_query = nn.Parameter(torch.empty(SLOTS, config.width))
        self.slot_key = nn.Linear(config.width, config.width)
        self.slot_value = nn.Linear(config.width, config.width)
        nn.init.normal_(self.embedding.weight, std=0.02)
        nn.init.normal_(self.position, std=0.02)
        nn.init.normal_(self.slot_query, std=1.0)

    def forward(self, ids):
        """ids [B, tokens], 0 is padding. Gives states [B, tokens, width] (zero where padded), slot
        states [B, SLOTS, width] and the mask of words [B, tokens]. A text without words has zero
        states: that is the unconditional case."""
        words = ids != 0
        # Of a text without words the first padding is looked at, so that nothing is undefined.
        seen = words.clone()
        seen[:, 0] = True
        bias = torch.zeros(ids.shape, dtype=torch.float32, device=ids.device)
        bias = bias.masked_fill(~seen, float("-inf"))
        x = self.embedding(ids) + self.position
        for layer in self.layers:
            x = layer(x, bias[:, None, None, :])
        x = self.norm(x)
        logits = self.slot_query @ self.slot_key(x).transpose(1, 2) * x.shape[-1] ** -0.5
        slots = torch.softmax(logits + bias[:, None, :], dim=-1) @ self.slot_value(x)
        any_words = words.any(dim=1)
        return x * words[:, :, None], slots * any_words[:, None, None], words
