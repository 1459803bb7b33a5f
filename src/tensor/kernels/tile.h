#pragma once

// The innermost loop of every product: a tile of the result stays in registers while the common
// dimension runs. See vectors.h for the namespace.

#include "tensor/kernels/kernels.h"
#include "tensor/kernels/vectors.h"

HIBARI_ISA_BEGIN

/// A matrix whose rows are `stride` floats apart.
struct ConstMatrix {
    const float* data;
    std::int64_t stride;
};

struct Matrix {
    float* data;
    std::int64_t stride;
};

/// c [Rows, Vectors * kLanes] = (Add ? c : 0) + a [Rows, depth] * b [depth, Vectors * kLanes].
template <int Rows, int Vectors, bool Add>
void multiply_tile(ConstMatrix a, ConstMatrix b, std::int64_t depth, Matrix c) {
    Vector sums[Rows][Vectors];
#pragma GCC unroll 8
    for (int r = 0; r < Rows; ++r) {
#pragma GCC unroll 8
        for (int v = 0; v < Vectors; ++v) {
            sums[r][v] = Add ? load(c.data + r * c.stride + v * kLanes) : Vector{};
        }
    }
    for (std::int64_t k = 0; k < depth; ++k) {
        Vector row[Vectors];
#pragma GCC unroll 8
        for (int v = 0; v < Vectors; ++v) {
            row[v] = load(b.data + k * b.stride + v * kLanes);
        }
#pragma GCC unroll 8
        for (int r = 0; r < Rows; ++r) {
            const Vector factor = broadcast(a.data[r * a.stride + k]);
#pragma GCC unroll 8
            for (int v = 0; v < Vectors; ++v) {
                sums[r][v] += factor * row[v];
            }
        }
    }
#pragma GCC unroll 8
    for (int r = 0; r < Rows; ++r) {
#pragma GCC unroll 8
        for (int v = 0; v < Vectors; ++v) {
            store(c.data + r * c.stride + v * kLanes, sums[r][v]);
        }
    }
}

/// The same for 1 .. kTileRows rows.
template <int Vectors, bool Add>
void multiply_rows(int rows, ConstMatrix a, ConstMatrix b, std::int64_t depth, Matrix c) {
    switch (rows) {
        case 1:
            return multiply_tile<1, Vectors, Add>(a, b, depth, c);
        case 2:
            return multiply_tile<2, Vectors, Add>(a, b, depth, c);
        case 3:
            return multiply_tile<3, Vectors, Add>(a, b, depth, c);
        case 4:
            return multiply_tile<4, Vectors, Add>(a, b, depth, c);
        case 5:
            return multiply_tile<5, Vectors, Add>(a, b, depth, c);
        default:
            return multiply_tile<kTileRows, Vectors, Add>(a, b, depth, c);
    }
}

/// c [rows, columns] = (Add ? c : 0) + a [rows, depth] * b [depth, columns]; columns is a multiple
/// of 32.
template <bool Add>
void multiply(
    std::int64_t rows,
    std::int64_t columns,
    std::int64_t depth,
    ConstMatrix a,
    ConstMatrix b,
    Matrix c
) {
    constexpr std::int64_t kStep = kTileVectors * kLanes;
    for (std::int64_t column = 0; column < columns; column += kStep) {
        const bool whole = column + kStep <= columns;
        for (std::int64_t row = 0; row < rows; row += kTileRows) {
            const int count = static_cast<int>(rows - row < kTileRows ? rows - row : kTileRows);
            const ConstMatrix rows_of_a = {a.data + row * a.stride, a.stride};
            const ConstMatrix columns_of_b = {b.data + column, b.stride};
            const Matrix tile = {c.data + row * c.stride + column, c.stride};
            if (whole) {
                multiply_rows<kTileVectors, Add>(count, rows_of_a, columns_of_b, depth, tile);
            } else {
                multiply_rows < 32 / kLanes<kTileVectors ? 32 / kLanes : kTileVectors, Add>(
                                         count, rows_of_a, columns_of_b, depth, tile
                                     );
            }
        }
    }
}

HIBARI_ISA_END
