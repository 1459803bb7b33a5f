// Compiled once per instruction set: see vectors.h.
#include "tensor/kernels/isa_kernels.h"

#include <ctime>

HIBARI_ISA_BEGIN

namespace {

double now_s() {
    timespec now = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Enough sums that are independent of each other to fill two units of four cycles' latency.
inline constexpr int kSums = 12;
inline constexpr int kRounds = 100'000;

}  // namespace

double peak_flops(double seconds) {
    Vector sums[kSums];
    for (int i = 0; i < kSums; ++i) {
        sums[i] = broadcast(1.0F + static_cast<float>(i));
    }
    const double begin = now_s();
    double elapsed = 0.0;
    double done = 0.0;
    while (elapsed < seconds) {
        // Hidden from the compiler, which would otherwise know the result.
        Vector factor = broadcast(0.999F);
        Vector add = broadcast(0.001F);
        __asm__ volatile("" : "+x"(factor), "+x"(add));
        for (int round = 0; round < kRounds; ++round) {
#pragma GCC unroll 12
            for (int i = 0; i < kSums; ++i) {
                sums[i] = sums[i] * factor + add;
            }
        }
        done += 2.0 * kLanes * kSums * kRounds;
        elapsed = now_s() - begin;
    }
    for (int i = 0; i < kSums; ++i) {
        __asm__ volatile("" ::"x"(sums[i]));
    }
    return done / elapsed;
}

HIBARI_ISA_END
