// The wrappers against torch's own operators; the kernels themselves are held against the reference
// in tensor/kernels.
#include "base/threads.h"
#include "tensor/attention.h"
#include "tensor/compat.h"
#include "tensor/from_weights.h"
#include "tensor/guard.h"
#include "tensor/linear.h"
#include "tensor/parallel.h"
#include "tensor/testing.h"
#include "tensor/tokens.h"
#include "weights/testing/safetensors_writer.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/rsqrt.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/tensor.h>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <stdexcept>
#include <unistd.h>

namespace hibari::tensor {
namespace {

namespace fs = std::filesystem;
using testing::difference;
using testing::random_tensor;

at::Tensor rms_norm(const at::Tensor& x) {
    return x * at::rsqrt(x.square().mean({-1}, true) + kRmsEpsilon);
}

TEST(LinearLayer, AgreesWithTorch) {
    for (const std::int64_t rows : {1, 5, 48, 301}) {
        const at::Tensor x = random_tensor({rows, 130}, 1);
        const at::Tensor weight = random_tensor({97, 130}, 2);
        const at::Tensor bias = random_tensor({97}, 3);
        EXPECT_LT(difference(Linear::pack(weight, bias)(x), at::linear(x, weight, bias)), 1e-4);
        EXPECT_LT(difference(Linear::pack(weight)(x), at::linear(x, weight)), 1e-4);
    }
}

TEST(LinearLayer, TakesSlicesAndManyDimensions) {
    const at::Tensor whole = random_tensor({2, 3, 40, 130}, 1);
    const at::Tensor weight = random_tensor({64, 64}, 2);
    const Linear layer = Linear::pack(weight);
    const at::Tensor slice = whole.narrow(3, 10, 64);
    EXPECT_EQ(layer(slice).sizes(), at::IntArrayRef({2, 3, 40, 64}));
    EXPECT_LT(difference(layer(slice), at::linear(slice, weight)), 1e-4);
    const at::Tensor rows = whole.view({240, 130}).narrow(1, 10, 64).narrow(0, 100, 33);
    EXPECT_LT(difference(layer(rows), at::linear(rows, weight)), 1e-4);
    EXPECT_EQ(layer(rows.narrow(0, 0, 0)).size(0), 0);
}

TEST(AttentionOfTensors, AgreesWithTheQuadraticFormula) {
    const std::int64_t tokens = 133;
    const std::int64_t heads = 3;
    const at::Tensor qkv = random_tensor({tokens, 3, heads, 64}, 1);
    const at::Tensor q = qkv.select(1, 0);
    const at::Tensor k = qkv.select(1, 1);
    const at::Tensor v = random_tensor({tokens, heads, 64}, 2);
    const at::Tensor scores =
        at::matmul(q.transpose(0, 1), k.transpose(0, 1).transpose(1, 2)) * 0.125;
    const at::Tensor wanted = at::matmul(at::softmax(scores, -1), v.transpose(0, 1))
                                  .transpose(0, 1)
                                  .reshape({tokens, -1});
    EXPECT_LT(difference(attention(q, k, v, 0.125), wanted), 1e-5);
}

TEST(Tokens, NormModulateAndGatedAddPickEachTokensRow) {
    const at::Tensor x = random_tensor({70, 384}, 1);
    const at::Tensor table = random_tensor({7, 6, 384}, 2);
    const at::Tensor rows = at::arange(70, at::kInt).remainder(7).to(at::kInt);
    const at::Tensor each = table.index_select(0, rows);
    const at::Tensor normed = norm_modulate(x, table.select(1, 1), table.select(1, 0), rows);
    EXPECT_LT(difference(normed, rms_norm(x) * (each.select(1, 1) + 1) + each.select(1, 0)), 1e-5);
    const at::Tensor y = random_tensor({70, 384}, 3);
    at::Tensor sum = x.clone();
    gated_add(sum, table.select(1, 2), y, rows);
    EXPECT_LT(difference(sum, x + each.select(1, 2) * y), 1e-5);
    at::Tensor first = x.clone();
    gated_add(first, table.select(1, 2), y, {});
    EXPECT_LT(difference(first, x + table.select(1, 2).select(0, 0) * y), 1e-5);
}

TEST(Tokens, NormRotateWorksInPlaceOnASlice) {
    const at::Tensor qkv = random_tensor({21, 3, 2, 64}, 1);
    const at::Tensor before = qkv.clone();
    const at::Tensor weight = random_tensor({64}, 2);
    const at::Tensor angles = random_tensor({21, 32}, 3);
    norm_rotate(qkv.select(1, 1), weight, angles.cos(), angles.sin());
    const at::Tensor normed = rms_norm(before.select(1, 1)) * weight;
    const at::Tensor a = normed.narrow(2, 0, 32);
    const at::Tensor b = normed.narrow(2, 32, 32);
    const at::Tensor c = angles.cos().unsqueeze(1);
    const at::Tensor s = angles.sin().unsqueeze(1);
    const at::Tensor wanted = at::cat({a * c - b * s, b * c + a * s}, 2);
    EXPECT_LT(difference(qkv.select(1, 1), wanted), 1e-5);
    EXPECT_EQ(difference(qkv.select(1, 0), before.select(1, 0)), 0.0);
    EXPECT_EQ(difference(qkv.select(1, 2), before.select(1, 2)), 0.0);
}

TEST(Tokens, SwigluAgreesWithTorch) {
    const at::Tensor x = random_tensor({33, 200}, 1);
    EXPECT_LT(difference(swiglu(x), at::silu(x.narrow(1, 0, 100)) * x.narrow(1, 100, 100)), 1e-6);
}

TEST(ParallelFor, CoversEveryItemOnce) {
    std::vector<std::atomic<int>> seen(1003);
    parallel_for(1003, 7, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            ++seen[static_cast<std::size_t>(i)];
        }
    });
    for (const std::atomic<int>& count : seen) {
        ASSERT_EQ(count, 1);
    }
    parallel_for(0, 7, [](std::int64_t, std::int64_t) { FAIL(); });
}

TEST(Guard, TurnsExceptionsIntoErrors) {
    const Result<int> fine = run_guarded([]() -> Result<int> { return 5; });
    ASSERT_TRUE(fine);
    EXPECT_EQ(*fine, 5);
    const Result<int> wrong = run_guarded([]() -> Result<int> {
        return static_cast<int>(at::matmul(at::ones({2, 3}), at::ones({2, 3})).numel());
    });
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::kInternal);
    EXPECT_TRUE(wrong.error().message.starts_with("torch: ")) << wrong.error().message;
    EXPECT_EQ(wrong.error().message.find('\n'), std::string::npos);
    const Result<void> thrown = run_guarded([]() -> Result<void> { throw std::bad_alloc(); });
    ASSERT_FALSE(thrown);
    EXPECT_EQ(thrown.error().code, ErrorCode::kResourceExhausted);
}

// Allocating more than any address space holds is refused at once.
TEST(Guard, ReportsThatMemoryRanOut) {
#if defined(__SANITIZE_ADDRESS__)
    GTEST_SKIP() << "the address sanitizer ends a program that asks for so much";
#endif
    const Result<int> result = run_guarded([]() -> Result<int> {
        return static_cast<int>(at::empty({std::int64_t{1} << 55}, at::kFloat).dim());
    });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kResourceExhausted) << result.error().message;
}

TEST(Guard, ErrorsOfTheWorkPassThrough) {
    const Result<int> result =
        run_guarded([]() -> Result<int> { return fail(ErrorCode::kCancelled, "stopped"); });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kCancelled);
}

TEST(Torch, HasAVersionAndUsesEveryProcessor) {
    EXPECT_NE(torch_version().find('.'), std::string::npos);
    const NoGrad no_grad;
    if (std::getenv("OMP_NUM_THREADS") == nullptr) {
        EXPECT_EQ(thread_count(), static_cast<std::int64_t>(available_threads()));
    }
}

/// A folder of weights that is removed at the end.
class FromWeights : public ::testing::Test {
  protected:
    FromWeights() {
        fs::create_directories(folder_);
        std::ofstream(folder_ / "config.json") << R"({"format": "t", "version": 1})";
        const at::Tensor floats = random_tensor({6, 40}, 1);
        std::vector<weights::testing::WrittenTensor> tensors = {weights::testing::written<float>(
            "w", weights::ElementType::kF32, {6, 40}, {floats.data_ptr<float>(), 240}
        )};
        for (auto& tensor :
             weights::testing::written_q8_0("q", {6, 40}, {floats.data_ptr<float>(), 240})) {
            tensors.push_back(std::move(tensor));
        }
        std::ofstream(folder_ / "a.safetensors", std::ios::binary)
            << weights::testing::safetensors_text(tensors);
    }

    ~FromWeights() override { fs::remove_all(folder_); }

    weights::Weight take(const std::string& name) const {
        Result<weights::WeightFolder> folder = weights::WeightFolder::open(folder_, {"t", 1});
        EXPECT_TRUE(folder) << folder.error().message;
        Result<weights::Weight> weight = folder->take(name, {6, 40});
        EXPECT_TRUE(weight) << weight.error().message;
        return *weight;
    }

    const fs::path folder_ =
        fs::temp_directory_path() / ("hibari-tensor-" + std::to_string(::getpid()));
};

TEST_F(FromWeights, SharesTheFileAndKeepsItMapped) {
    const float* in_file = nullptr;
    at::Tensor tensor;
    {
        const weights::Weight weight = take("w");
        in_file = weight.floats().data();
        tensor = from_weights(weight);
    }
    fs::remove_all(folder_);
    EXPECT_EQ(tensor.data_ptr<float>(), in_file);
    EXPECT_EQ(difference(tensor, random_tensor({6, 40}, 1)), 0.0);
}

TEST_F(FromWeights, WidensAndPacksWhatIsQuantised) {
    const at::Tensor tensor = from_weights(take("q"));
    EXPECT_LT(difference(tensor, random_tensor({6, 40}, 1)), 1.0 / 127.0);
    const at::Tensor x = random_tensor({50, 40}, 2);
    EXPECT_LT(difference(Linear::pack(take("q"))(x), at::linear(x, tensor)), 1e-5);
    EXPECT_EQ(difference(Linear::pack(take("q"))(x), Linear::pack(tensor)(x)), 0.0);
}

}  // namespace
}  // namespace hibari::tensor
