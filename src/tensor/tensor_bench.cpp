// The rate of each kernel beside what the processor can do at most and beside torch's own
// operators, with as many threads as torch has. `tensor_bench` prints a table; there is nothing to
// choose.
#include "tensor/attention.h"
#include "tensor/compat.h"
#include "tensor/conv.h"
#include "tensor/guard.h"
#include "tensor/kernels/kernels.h"
#include "tensor/linear.h"
#include "tensor/parallel.h"
#include "tensor/testing.h"
#include "tensor/tokens.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/rsqrt.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/softmax.h>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace hibari::tensor {
namespace {

using testing::random_tensor;

constexpr double kSecondsEach = 0.6;

/// Of the fastest of many runs: others may use this machine too.
struct Times {
    /// On the clock.
    double wall_s = 1e9;
    /// Of processors, all threads together: what counts when somebody else has the other half.
    double cpu_s = 1e9;
};

double clock_s(clockid_t clock) {
    timespec now = {};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

Times fastest(const std::function<void()>& work) {
    work();
    Times times;
    const double begin = clock_s(CLOCK_MONOTONIC);
    for (int i = 0; i < 10'000; ++i) {
        const double wall = clock_s(CLOCK_MONOTONIC);
        const double cpu = clock_s(CLOCK_PROCESS_CPUTIME_ID);
        work();
        times.cpu_s = std::min(times.cpu_s, clock_s(CLOCK_PROCESS_CPUTIME_ID) - cpu);
        times.wall_s = std::min(times.wall_s, clock_s(CLOCK_MONOTONIC) - wall);
        if (i >= 3 && clock_s(CLOCK_MONOTONIC) - begin > kSecondsEach) {
            break;
        }
    }
    return times;
}

/// GFLOP in a second of one processor that does nothing else.
double peak_gflops(const kernels::Kernels& set) {
    std::vector<double> rates(static_cast<std::size_t>(thread_count()), 0.0);
    parallel_for(thread_count(), 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            rates[static_cast<std::size_t>(i)] = set.peak_flops(0.5);
        }
    });
    double sum = 0.0;
    for (const double rate : rates) {
        sum += rate;
    }
    return sum * 1e-9 / static_cast<double>(rates.size());
}

class Table {
  public:
    Table(double peak, std::string only) : peak_(peak), only_(std::move(only)) {
        std::printf("%-46s %11s %17s %8s %s\n", "", "", "", "of peak", "of peak by CPU time");
    }

    void rate(const std::string& name, double flop, const std::function<void()>& work) const {
        if (!name.starts_with(only_)) {
            return;
        }
        const Times times = fastest(work);
        const double peak = peak_ * static_cast<double>(thread_count());
        std::printf(
            "%-46s %8.3f ms %8.1f GFLOP/s %6.1f %% %6.1f %%\n",
            name.c_str(),
            times.wall_s * 1e3,
            flop / times.wall_s * 1e-9,
            flop / times.wall_s * 1e-7 / peak,
            flop / times.cpu_s * 1e-7 / peak_
        );
        std::fflush(stdout);
    }

    void bandwidth(const std::string& name, double bytes, const std::function<void()>& work) const {
        if (!name.starts_with(only_)) {
            return;
        }
        const Times times = fastest(work);
        std::printf(
            "%-46s %8.3f ms %8.1f GB/s, %.1f GB/s a processor\n",
            name.c_str(),
            times.wall_s * 1e3,
            bytes / times.wall_s * 1e-9,
            bytes / times.cpu_s * 1e-9
        );
        std::fflush(stdout);
    }

  private:
    double peak_;
    std::string only_;
};

void bench_attention(const Table& table, std::int64_t tokens, std::int64_t dim) {
    const std::int64_t heads = 384 / dim;
    const at::Tensor qkv = random_tensor({tokens, 3, heads, dim}, 1);
    const at::Tensor q = qkv.select(1, 0);
    const at::Tensor k = qkv.select(1, 1);
    const at::Tensor v = qkv.select(1, 2);
    const double t = static_cast<double>(tokens);
    const double flop = 4.0 * t * t * 384.0;
    const std::string shape =
        " T " + std::to_string(tokens) + ", " + std::to_string(heads) + " x " + std::to_string(dim);
    table.rate("attention" + shape, flop, [&] { attention(q, k, v, 0.125); });
    if (tokens > 3000) {
        return;  // The quadratic buffer would not fit.
    }
    table.rate("  torch: softmax of matmul" + shape, flop, [&] {
        const at::Tensor scores =
            at::matmul(q.transpose(0, 1), k.transpose(0, 1).transpose(1, 2)).mul_(0.125);
        at::matmul(at::softmax(scores, -1), v.transpose(0, 1))
            .transpose(0, 1)
            .reshape({tokens, -1});
    });
}

void bench_linear(const Table& table, std::int64_t rows, std::int64_t in, std::int64_t out) {
    const at::Tensor x = random_tensor({rows, in}, 1);
    const at::Tensor weight = random_tensor({out, in}, 2);
    const Linear layer = Linear::pack(weight);
    const double flop =
        2.0 * static_cast<double>(rows) * static_cast<double>(in) * static_cast<double>(out);
    const std::string shape =
        " " + std::to_string(rows) + " x " + std::to_string(in) + " -> " + std::to_string(out);
    table.rate("linear" + shape, flop, [&] { layer(x); });
    table.rate("  torch: conv2d 1x1" + shape, flop, [&] {
        at::conv2d(x.view({1, 1, rows, in}).permute({0, 3, 1, 2}), weight.view({out, in, 1, 1}));
    });
    table.rate("  torch: linear" + shape, flop, [&] { at::linear(x, weight); });
}

void bench_tokens(const Table& table) {
    const std::int64_t tokens = 2605;
    const at::Tensor x = random_tensor({tokens, 384}, 1);
    const at::Tensor y = random_tensor({tokens, 384}, 2);
    const at::Tensor tables = random_tensor({7, 6, 384}, 3);
    const at::Tensor rows = at::arange(tokens, at::kInt).remainder(7).to(at::kInt);
    const double row_bytes = static_cast<double>(tokens) * 384.0 * 4.0;
    table.bandwidth("norm_modulate", 2.0 * row_bytes, [&] {
        norm_modulate(x, tables.select(1, 1), tables.select(1, 0), rows);
    });
    table.bandwidth("  torch: the same formula", 2.0 * row_bytes, [&] {
        const at::Tensor each = tables.index_select(0, rows);
        x* at::rsqrt(x.square().mean({-1}, true) + kRmsEpsilon) * (each.select(1, 1) + 1) +
            each.select(1, 0);
    });
    table.bandwidth("gated_add", 3.0 * row_bytes, [&] {
        gated_add(x, tables.select(1, 2), y, rows);
    });
    const at::Tensor qkv = random_tensor({tokens, 3, 6, 64}, 4);
    const at::Tensor angles = random_tensor({tokens, 32}, 5);
    const at::Tensor cosines = angles.cos();
    const at::Tensor sines = angles.sin();
    const at::Tensor weight = random_tensor({64}, 6);
    table.bandwidth("norm_rotate", 2.0 * row_bytes, [&] {
        norm_rotate(qkv.select(1, 0), weight, cosines, sines);
    });
    const at::Tensor wide = random_tensor({2304, 1408}, 7);
    const double wide_bytes = 2304.0 * 704.0 * 4.0;
    table.bandwidth("swiglu", 3.0 * wide_bytes, [&] { swiglu(wide); });
    table.bandwidth("  torch: silu, mul", 3.0 * wide_bytes, [&] {
        at::silu(wide.narrow(1, 0, 704)) * wide.narrow(1, 704, 704);
    });
}

struct ConvShape {
    std::int64_t frames;
    std::int64_t height;
    std::int64_t width;
    std::int64_t in;
    std::int64_t out;
};

void bench_conv(const Table& table, const ConvShape& s) {
    const at::Tensor x = random_tensor({s.frames, s.height, s.width, s.in}, 1);
    const at::Tensor weight = random_tensor({s.out, s.in, 3, 3}, 2);
    const at::Tensor bias = random_tensor({s.out}, 3);
    const Conv3x3 conv = Conv3x3::pack(weight, bias);
    const double flop = 18.0 * static_cast<double>(x.numel()) * static_cast<double>(s.out);
    const std::string shape = " " + std::to_string(s.frames) + " x " + std::to_string(s.height) +
                              " x " + std::to_string(s.width) + ", " + std::to_string(s.in) +
                              " -> " + std::to_string(s.out);
    table.rate("conv 3x3, relu" + shape, flop, [&] { conv(x, Then::kRelu); });
    table.rate("  torch: conv2d, relu" + shape, flop, [&] {
        at::relu(at::conv2d(x.permute({0, 3, 1, 2}), weight, bias, {1, 1}, {1, 1}));
    });
}

void bench_time_conv(const Table& table, const ConvShape& s) {
    const at::Tensor x = random_tensor({s.frames, s.height, s.width, s.in}, 1);
    const TimeConv conv =
        TimeConv::pack(random_tensor({s.out, s.in, 3}, 2), random_tensor({s.out}, 3));
    const double flop = 6.0 * static_cast<double>(x.numel()) * static_cast<double>(s.out);
    const std::string shape = " " + std::to_string(s.frames) + " x " + std::to_string(s.height) +
                              " x " + std::to_string(s.width) + ", " + std::to_string(s.in);
    table.rate("time conv, relu" + shape, flop, [&] { conv(x, Then::kRelu); });
}

void bench_shuffles(const Table& table) {
    const at::Tensor x = random_tensor({16, 18, 32, 1024}, 1);
    const double bytes = 8.0 * static_cast<double>(x.numel());
    table.bandwidth("unfold 2x2x2 16 x 18 x 32, 1024", bytes, [&] { unfold_2x2x2(x); });
    const at::Tensor pixels = random_tensor({8, 72, 128, 48}, 2);
    const double pixel_bytes = 8.0 * static_cast<double>(pixels.numel());
    table.bandwidth("unfold pixels 8 x 72 x 128, 48", pixel_bytes, [&] {
        unfold_pixels(pixels, 4);
    });
}

void bench_all(const std::string& only) {
    const NoGrad no_grad;
    std::printf(
        "torch %s, %d threads\n", torch_version().c_str(), static_cast<int>(thread_count())
    );
    for (const kernels::Isa isa :
         {kernels::Isa::kPlain, kernels::Isa::kAvx2, kernels::Isa::kAvx512}) {
        if (const kernels::Kernels* const set = kernels::kernels_for(isa); set != nullptr) {
            std::printf(
                "peak in registers, %s: %.1f GFLOP/s a processor\n",
                std::string(kernels::to_string(isa)).c_str(),
                peak_gflops(*set)
            );
        }
    }
    const Table table(peak_gflops(kernels::kernels()), only);
    bench_attention(table, 2605, 64);
    bench_attention(table, 301, 64);
    bench_attention(table, 2605, 32);
    bench_attention(table, 2605, 96);
    bench_attention(table, 2605, 128);
    bench_attention(table, 10'000, 64);
    bench_linear(table, 2605, 384, 1152);
    bench_linear(table, 2605, 384, 384);
    bench_linear(table, 2304, 384, 1408);
    bench_linear(table, 2304, 704, 384);
    bench_linear(table, 301, 384, 384);
    bench_linear(table, 7, 384, 2304);
    bench_tokens(table);
    bench_conv(table, {16, 9, 16, 192, 192});
    bench_conv(table, {32, 18, 32, 160, 160});
    bench_conv(table, {16, 36, 64, 128, 128});
    bench_conv(table, {8, 72, 128, 64, 64});
    bench_conv(table, {8, 72, 128, 48, 48});
    bench_time_conv(table, {16, 9, 16, 192, 192});
    bench_time_conv(table, {32, 18, 32, 160, 160});
    bench_time_conv(table, {16, 36, 64, 128, 128});
    bench_shuffles(table);
}

}  // namespace
}  // namespace hibari::tensor

/// All of it, or what begins with the word that is given.
int main(int argc, char** argv) {
    hibari::tensor::bench_all(argc > 1 ? argv[1] : "");
    return 0;
}
