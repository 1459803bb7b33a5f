#include "base/check.h"
#include "weights/safetensors.h"

#include <cstddef>
#include <cstdint>
#include <span>

// Whatever the header says, what is believed of it lies within the file, in order and without a
// hole, and has the size that its shape asks for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hibari::weights;
    const auto header = parse_safetensors_header(std::as_bytes(std::span(data, size)), size);
    if (!header) {
        HIBARI_CHECK(!header.error().message.empty());
        return 0;
    }
    std::uint64_t end = 8;
    for (const TensorEntry& tensor : header->tensors) {
        HIBARI_CHECK(tensor.offset >= end || tensor.bytes == 0, tensor.offset, end);
        HIBARI_CHECK(tensor.offset <= size && tensor.bytes <= size - tensor.offset);
        const auto count = element_count(tensor.shape);
        HIBARI_CHECK(count && *count >= 0);
        HIBARI_CHECK(static_cast<std::uint64_t>(*count) * size_bytes(tensor.type) == tensor.bytes);
        HIBARI_CHECK(tensor.offset % size_bytes(tensor.type) == 0);
        end = tensor.offset + tensor.bytes;
    }
    HIBARI_CHECK(header->tensors.empty() || end == size, end, size);
    return 0;
}
