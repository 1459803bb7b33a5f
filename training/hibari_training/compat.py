"""What differs between the PyTorch of Debian 12 (1.13) and 2.x, kept in this one file."""

import torch
import torch.nn.functional as F


def attention(q, k, v):
    """Scaled dot-product attention; q, k, v are [B, N, T, head]."""
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v)
    scale = q.shape[-1] ** -0.5
    return torch.softmax((q * scale) @ k.transpose(-1, -2), dim=-1) @ v


def compile_block(module):
    """Compiles one block in place where the version can (the whole graph would take minutes); names of
    weights stay. Needs a C++ compiler on a processor."""
    if hasattr(torch, "compile"):
        module.forward = torch.compile(module.forward, dynamic=False)


def autocast(device):
    """bf16 on a GPU; full precision elsewhere."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda")
