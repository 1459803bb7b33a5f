// What is done to each token alone. Compiled once per instruction set: see vectors.h.
#include "tensor/kernels/isa_kernels.h"

HIBARI_ISA_BEGIN

namespace {

/// 1 / sqrt(mean of squares + epsilon).
float rms_factor(const float* x, std::int64_t width, float epsilon) {
    Vector sums = Vector{};
    std::int64_t i = 0;
    for (; i + kLanes <= width; i += kLanes) {
        const Vector v = load(x + i);
        sums += v * v;
    }
    float sum = sum_of(sums);
    for (; i < width; ++i) {
        sum += x[i] * x[i];
    }
    return 1.0F / __builtin_sqrtf(sum / static_cast<float>(width) + epsilon);
}

std::int64_t table_row(const std::int32_t* rows, std::int64_t token) {
    return rows != nullptr ? rows[token] : 0;
}

}  // namespace

void norm_modulate(const NormModulateJob& job, std::int64_t begin, std::int64_t end) {
    const Vector one = broadcast(1.0F);
    for (std::int64_t t = begin; t < end; ++t) {
        const float* const x = job.x + t * job.x_stride;
        const std::int64_t row = table_row(job.rows, t);
        const float* const scale = job.scale + row * job.table_stride;
        const float* const shift = job.shift + row * job.table_stride;
        float* const out = job.out + t * job.out_stride;
        const float factor = rms_factor(x, job.width, job.epsilon);
        const Vector factors = broadcast(factor);
        std::int64_t i = 0;
        for (; i + kLanes <= job.width; i += kLanes) {
            store(out + i, load(x + i) * factors * (one + load(scale + i)) + load(shift + i));
        }
        for (; i < job.width; ++i) {
            out[i] = x[i] * factor * (1.0F + scale[i]) + shift[i];
        }
    }
}

void gated_add(const GatedAddJob& job, std::int64_t begin, std::int64_t end) {
    for (std::int64_t t = begin; t < end; ++t) {
        const float* const gate = job.gate + table_row(job.rows, t) * job.table_stride;
        const float* const y = job.y + t * job.y_stride;
        float* const x = job.x + t * job.x_stride;
        std::int64_t i = 0;
        for (; i + kLanes <= job.width; i += kLanes) {
            store(x + i, load(x + i) + load(gate + i) * load(y + i));
        }
        for (; i < job.width; ++i) {
            x[i] += gate[i] * y[i];
        }
    }
}

void norm_rotate(const NormRotateJob& job, std::int64_t begin, std::int64_t end) {
    const std::int64_t half = job.head_dim / 2;
    for (std::int64_t t = begin; t < end; ++t) {
        const float* const cosines = job.cosines + t * half;
        const float* const sines = job.sines + t * half;
        for (std::int64_t head = 0; head < job.heads; ++head) {
            float* const x = job.x + t * job.x_stride + head * job.head_dim;
            const Vector factor = broadcast(rms_factor(x, job.head_dim, job.epsilon));
            for (std::int64_t i = 0; i < half; i += kLanes) {
                const Vector a = load(x + i) * factor * load(job.weight + i);
                const Vector b = load(x + i + half) * factor * load(job.weight + i + half);
                const Vector c = load(cosines + i);
                const Vector s = load(sines + i);
                store(x + i, a * c - b * s);
                store(x + i + half, b * c + a * s);
            }
        }
    }
}

void swiglu(const SwigluJob& job, std::int64_t begin, std::int64_t end) {
    for (std::int64_t t = begin; t < end; ++t) {
        const float* const gate = job.x + t * job.x_stride;
        const float* const value = gate + job.width;
        float* const out = job.out + t * job.out_stride;
        std::int64_t i = 0;
        for (; i + kLanes <= job.width; i += kLanes) {
            store(out + i, silu_of(load(gate + i)) * load(value + i));
        }
        for (; i < job.width; ++i) {
            out[i] = silu_of(broadcast(gate[i]))[0] * value[i];
        }
    }
}

HIBARI_ISA_END
