#include "weights/testing/safetensors_writer.h"

#include "base/json.h"
#include "weights/quantised.h"

namespace hibari::weights::testing {

std::string file_of(const std::string& header, const std::string& data) {
    std::string text;
    for (unsigned i = 0; i < 8; ++i) {
        text += static_cast<char>(static_cast<std::uint64_t>(header.size()) >> (8 * i) & 0xFFU);
    }
    return text + header + data;
}

std::string safetensors_text(const std::vector<WrittenTensor>& tensors) {
    Json header = Json::object();
    std::string data;
    for (const WrittenTensor& tensor : tensors) {
        Json shape = Json::array();
        for (const std::int64_t extent : tensor.shape) {
            shape.push_back(extent);
        }
        const std::size_t begin = data.size();
        data.append(reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size());
        header.set(
            tensor.name,
            Json::object(
                {{"dtype", to_string(tensor.type)},
                 {"shape", std::move(shape)},
                 {"data_offsets", Json::array({begin, data.size()})}}
            )
        );
    }
    std::string text = hibari::to_string(header);
    text.resize((text.size() + 7) / 8 * 8, ' ');
    return file_of(text, data);
}

std::vector<WrittenTensor> written_q8_0(
    const std::string& name, const Shape& shape, std::span<const float> weights
) {
    const std::size_t rows = static_cast<std::size_t>(shape.at(0));
    const std::size_t columns = weights.size() / rows;
    const Q8Weight packed = quantise_q8_0(weights, columns);
    return {
        written<std::uint16_t>(
            name + ".scale",
            ElementType::kF16,
            {shape[0], static_cast<std::int64_t>(q8_blocks(columns))},
            packed.scales
        ),
        written<std::int8_t>(name, ElementType::kI8, shape, packed.values),
    };
}

}  // namespace hibari::weights::testing
