#include "tensor/reference/reference.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>

namespace hibari::tensor::reference {
namespace {

double dot(const float* a, const float* b, std::int64_t count) {
    double sum = 0.0;
    for (std::int64_t i = 0; i < count; ++i) {
        sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    }
    return sum;
}

}  // namespace

std::vector<float> attention(
    const AttentionShape& shape, const Rows& q, const Rows& k, const Rows& v, double scale
) {
    const std::int64_t width = shape.heads * shape.head_dim;
    std::vector<float> out(static_cast<std::size_t>(shape.queries * width));
    std::vector<double> scores(static_cast<std::size_t>(shape.keys));
    for (std::int64_t head = 0; head < shape.heads; ++head) {
        const std::int64_t at = head * shape.head_dim;
        for (std::int64_t i = 0; i < shape.queries; ++i) {
            for (std::int64_t j = 0; j < shape.keys; ++j) {
                scores[static_cast<std::size_t>(j)] =
                    scale * dot(q.row(i) + at, k.row(j) + at, shape.head_dim);
            }
            const double largest = *std::ranges::max_element(scores);
            double sum = 0.0;
            for (double& score : scores) {
                score = std::exp(score - largest);
                sum += score;
            }
            for (std::int64_t c = 0; c < shape.head_dim; ++c) {
                double value = 0.0;
                for (std::int64_t j = 0; j < shape.keys; ++j) {
                    value +=
                        scores[static_cast<std::size_t>(j)] * static_cast<double>(v.row(j)[at + c]);
                }
                out[static_cast<std::size_t>(i * width + at + c)] = static_cast<float>(value / sum);
            }
        }
    }
    return out;
}

std::vector<float> linear(
    const LinearShape& shape, const Rows& x, const Rows& weight, std::span<const float> bias
) {
    std::vector<float> out(static_cast<std::size_t>(shape.rows * shape.columns));
    for (std::int64_t i = 0; i < shape.rows; ++i) {
        for (std::int64_t j = 0; j < shape.columns; ++j) {
            const double add =
                bias.empty() ? 0.0 : static_cast<double>(bias[static_cast<std::size_t>(j)]);
            out[static_cast<std::size_t>(i * shape.columns + j)] =
                static_cast<float>(dot(x.row(i), weight.row(j), shape.depth) + add);
        }
    }
    return out;
}

std::vector<float> rms_norm(std::span<const float> x, double epsilon) {
    const auto count = static_cast<std::int64_t>(x.size());
    const double mean = dot(x.data(), x.data(), count) / static_cast<double>(count);
    std::vector<float> out;
    for (const float value : x) {
        out.push_back(static_cast<float>(static_cast<double>(value) / std::sqrt(mean + epsilon)));
    }
    return out;
}

std::vector<float> rotate(
    std::span<const float> x, std::span<const float> cosines, std::span<const float> sines
) {
    const std::size_t half = x.size() / 2;
    HIBARI_CHECK(cosines.size() == half && sines.size() == half, half, cosines.size());
    std::vector<float> out(x.size());
    for (std::size_t i = 0; i < half; ++i) {
        const double a = static_cast<double>(x[i]);
        const double b = static_cast<double>(x[i + half]);
        const double c = static_cast<double>(cosines[i]);
        const double s = static_cast<double>(sines[i]);
        out[i] = static_cast<float>(a * c - b * s);
        out[i + half] = static_cast<float>(b * c + a * s);
    }
    return out;
}

double silu(double x) {
    return x / (1.0 + std::exp(-x));
}

}  // namespace hibari::tensor::reference
