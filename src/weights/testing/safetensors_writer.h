#pragma once

// Writes safetensors files for tests, right ones and, with a header of one's own, wrong ones.

#include "weights/safetensors.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace hibari::weights::testing {

/// One tensor to write.
struct WrittenTensor {
    std::string name;
    ElementType type = ElementType::kF32;
    Shape shape;
    std::vector<std::byte> bytes;
};

template <typename T>
WrittenTensor written(std::string name, ElementType type, Shape shape, std::span<const T> numbers) {
    const std::span<const std::byte> bytes = std::as_bytes(numbers);
    return {std::move(name), type, std::move(shape), {bytes.begin(), bytes.end()}};
}

/// The header's length, the header, the data: whatever they are.
std::string file_of(const std::string& header, const std::string& data);

/// A whole file. Tensors are laid out in the order given, so give the wide types first.
std::string safetensors_text(const std::vector<WrittenTensor>& tensors);

/// A Q8_0 pair, to be passed to safetensors_text.
std::vector<WrittenTensor> written_q8_0(
    const std::string& name, const Shape& shape, std::span<const float> weights
);

}  // namespace hibari::weights::testing
