#include "models/mini/testing/fixtures.h"

#include "base/check.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <algorithm>
#include <cstring>
#include <filesystem>

namespace hibari::mini::testing {
namespace {

const std::filesystem::path kRoot = kFolder;

template <typename T>
T must(Result<T> result) {
    HIBARI_CHECK(result.has_value(), to_string(result.error()));
    return std::move(*result);
}

template <typename T>
void convert(std::span<const std::byte> bytes, at::Tensor& out) {
    auto* const to = out.data_ptr<float>();
    for (std::int64_t i = 0; i < out.numel(); ++i) {
        T value{};
        std::memcpy(&value, bytes.data() + static_cast<std::size_t>(i) * sizeof(T), sizeof(T));
        to[i] = static_cast<float>(value);
    }
}

}  // namespace

Fixtures::Fixtures(std::string model)
    : name_(std::move(model)),
      file_(must(weights::SafetensorsFile::open(kRoot / "fixtures.safetensors"))),
      model_(must(MiniModel::load(kRoot / name_))) {}

bool Fixtures::has(const std::string& name) const {
    return std::ranges::any_of(file_.header().tensors, [&](const weights::TensorEntry& entry) {
        return entry.name == name_ + "." + name;
    });
}

at::Tensor Fixtures::get(const std::string& name) const {
    const auto& entries = file_.header().tensors;
    const auto found = std::ranges::find(entries, name_ + "." + name, &weights::TensorEntry::name);
    HIBARI_CHECK(found != entries.end(), name);
    const auto view = file_.tensor(static_cast<std::size_t>(found - entries.begin()));
    at::Tensor out = at::empty(*view.shape, at::kFloat);
    switch (view.type) {
        case weights::ElementType::kF32:
            convert<float>(view.bytes, out);
            break;
        case weights::ElementType::kI32:
            convert<std::int32_t>(view.bytes, out);
            break;
        case weights::ElementType::kU8:
            convert<std::uint8_t>(view.bytes, out);
            break;
        default:
            HIBARI_CHECK(false, name);
    }
    return out;
}

double relative_error(const at::Tensor& value, const at::Tensor& reference) {
    HIBARI_CHECK(value.sizes() == reference.sizes(), value.numel());
    const double largest = reference.abs().max().item<float>();
    return (value - reference).abs().max().item<float>() / std::max(largest, 1e-9);
}

}  // namespace hibari::mini::testing
