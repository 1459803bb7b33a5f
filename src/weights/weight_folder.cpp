#include "weights/weight_folder.h"

#include "base/check.h"
#include "base/files.h"
#include "base/json_reader.h"
#include "weights/quantised.h"

#include <algorithm>
#include <cstring>

namespace hibari::weights {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFilesMax = 1'000;
constexpr std::size_t kConfigBytesMax = 4U << 20U;
constexpr std::size_t kNamesInMessage = 5;
constexpr std::string_view kScaleSuffix = ".scale";

/// The bytes of a tensor as what they are. Tensors are aligned to their elements.
template <typename T>
std::span<const T> as(std::span<const std::byte> bytes) {
    HIBARI_CHECK(bytes.size() % sizeof(T) == 0, bytes.size());
    HIBARI_CHECK(reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(T) == 0);
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

Result<std::vector<fs::path>> weight_files(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> files;
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        if (entry->path().extension() == ".safetensors") {
            files.push_back(entry->path());
        }
        if (files.size() > kFilesMax) {
            return fail(
                ErrorCode::kInvalidArgument,
                folder.string() + " has more than " + std::to_string(kFilesMax) + " weight files"
            );
        }
    }
    if (error) {
        return fail(file_error("cannot read the folder", folder, error.value()));
    }
    if (files.empty()) {
        return fail(
            {.code = ErrorCode::kNotFound,
             .message = folder.string() + " has no weights (no file *.safetensors)"}
        );
    }
    std::ranges::sort(files);
    return files;
}

/// Rows and columns of a Q8_0 weight, and what its scales must look like.
Shape scale_shape(const Shape& shape) {
    std::int64_t columns = 1;
    for (std::size_t i = 1; i < shape.size(); ++i) {
        columns *= shape[i];
    }
    return {shape[0], static_cast<std::int64_t>(q8_blocks(static_cast<std::size_t>(columns)))};
}

}  // namespace

Weight::Weight(SafetensorsFile file, Encoding encoding, Shape shape, std::int64_t count)
    : file_(std::move(file)), encoding_(encoding), shape_(std::move(shape)), count_(count) {}

std::span<const float> Weight::floats() const {
    return encoding_ == Encoding::kF32 ? as<float>(bytes_) : std::span<const float>();
}

void Weight::widen(std::span<float> out) const {
    HIBARI_CHECK(static_cast<std::int64_t>(out.size()) == count_, out.size(), count_);
    if (count_ == 0) {
        return;
    }
    switch (encoding_) {
        case Encoding::kF32:
            std::memcpy(out.data(), bytes_.data(), bytes_.size());
            return;
        case Encoding::kF16:
            return widen_f16(as<std::uint16_t>(bytes_), out);
        case Encoding::kBf16:
            return widen_bf16(as<std::uint16_t>(bytes_), out);
        case Encoding::kQ8_0:
            return widen_q8_0(
                as<std::int8_t>(bytes_),
                as<std::uint16_t>(scales_),
                out.size() / static_cast<std::size_t>(shape_[0]),
                out
            );
    }
}

bool Weight::is_finite() const {
    // All bits of the exponent are set in what is not finite.
    const auto no_number_has = [](auto exponent, auto numbers) {
        return std::ranges::none_of(numbers, [exponent](auto bits) {
            return (bits & exponent) == exponent;
        });
    };
    constexpr std::uint16_t kHalfExponent = 0x7C00;
    switch (encoding_) {
        case Encoding::kF32:
            return no_number_has(std::uint32_t{0x7F80'0000}, as<std::uint32_t>(bytes_));
        case Encoding::kF16:
            return no_number_has(kHalfExponent, as<std::uint16_t>(bytes_));
        case Encoding::kBf16:
            return no_number_has(std::uint16_t{0x7F80}, as<std::uint16_t>(bytes_));
        case Encoding::kQ8_0:
            return no_number_has(kHalfExponent, as<std::uint16_t>(scales_));
    }
    return false;
}

Result<WeightFolder> WeightFolder::open(const fs::path& folder, const WeightFormat& format) {
    WeightFolder out;
    out.folder_ = folder;
    HIBARI_TRY(out.read_config(format));
    for (const fs::path& file : HIBARI_TRY(weight_files(folder))) {
        HIBARI_TRY(out.add_file(file));
    }
    return out;
}

Result<void> WeightFolder::read_config(const WeightFormat& format) {
    const fs::path path = folder_ / "config.json";
    const std::string text = HIBARI_TRY(read_file(path, kConfigBytesMax));
    Result<Json> json = parse_json(text, {.repeated_keys = RepeatedKeys::kRefuse});
    if (!json) {
        json.error().message = path.string() + ": " + json.error().message;
        return fail(std::move(json.error()));
    }
    config_ = std::move(*json);
    const JsonReader reader(config_, path.string());
    const std::string name = HIBARI_TRY(reader.string("format"));
    const std::int64_t version = HIBARI_TRY(reader.integer("version"));
    if (name != format.name || version != format.version) {
        return fail(
            {.code = ErrorCode::kUnsupported,
             .message = path.string() + ": these weights are of format '" + name + "' version " +
                        std::to_string(version) + ", this program reads '" +
                        std::string(format.name) + "' version " + std::to_string(format.version),
             .hint = "use the weights that came with this program"}
        );
    }
    return {};
}

Result<void> WeightFolder::add_file(const fs::path& path) {
    files_.push_back(HIBARI_TRY(SafetensorsFile::open(path)));
    const std::size_t file = files_.size() - 1;
    const std::vector<TensorEntry>& tensors = files_.back().header().tensors;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const auto [place, added] =
            places_.try_emplace(tensors[i].name, Place{.file = file, .tensor = i});
        if (!added) {
            return fail(wrong(
                tensors[i].name,
                "is in two files: " + files_[place->second.file].path().filename().string() +
                    " and " + path.filename().string()
            ));
        }
    }
    return {};
}

bool WeightFolder::has(std::string_view name) const {
    return places_.find(name) != places_.end();
}

Result<Weight> WeightFolder::take(std::string_view name, const Shape& shape) {
    const auto found = places_.find(name);
    if (found == places_.end()) {
        return fail(wrong(name, "is missing"));
    }
    Weight weight = HIBARI_TRY(weight_at(found->first, found->second));
    if (weight.shape() != shape) {
        return fail(
            wrong(name, "has the shape " + to_string(weight.shape()) + ", not " + to_string(shape))
        );
    }
    if (!weight.is_finite()) {
        return fail(wrong(name, "has a number that is not finite"));
    }
    found->second.taken = true;
    if (weight.encoding() == Encoding::kQ8_0) {
        places_.find(std::string(name) + std::string(kScaleSuffix))->second.taken = true;
    }
    return weight;
}

Result<Weight> WeightFolder::weight_at(const std::string& name, const Place& place) {
    const SafetensorsFile& file = files_[place.file];
    const TensorView view = file.tensor(place.tensor);
    const std::optional<std::int64_t> count = element_count(*view.shape);
    HIBARI_CHECK(count.has_value(), name);
    Weight weight(file, Encoding::kF32, *view.shape, *count);
    weight.bytes_ = view.bytes;
    switch (view.type) {
        case ElementType::kF32:
            return weight;
        case ElementType::kF16:
            weight.encoding_ = Encoding::kF16;
            return weight;
        case ElementType::kBf16:
            weight.encoding_ = Encoding::kBf16;
            return weight;
        case ElementType::kI8:
            break;
        default:
            return fail(wrong(
                name, "is of type " + std::string(to_string(view.type)) + ", which is no weight"
            ));
    }
    weight.encoding_ = Encoding::kQ8_0;
    const auto scale = places_.find(name + std::string(kScaleSuffix));
    if (scale == places_.end()) {
        return fail(wrong(name, "is of type I8, but its scales are missing"));
    }
    // The scales may lie in another file, which must stay mapped too.
    if (scale->second.file != place.file) {
        return fail(wrong(name, "and its scales are in two files"));
    }
    if (view.shape->empty() || *count == 0) {
        return fail(wrong(name, "is of type I8 and holds no rows of weights"));
    }
    const TensorView scales = file.tensor(scale->second.tensor);
    const Shape wanted = scale_shape(*view.shape);
    if (scales.type != ElementType::kF16 || *scales.shape != wanted) {
        return fail(wrong(
            scale->first,
            "is " + std::string(to_string(scales.type)) + " " + to_string(*scales.shape) +
                ", not F16 " + to_string(wanted)
        ));
    }
    weight.scales_ = scales.bytes;
    return weight;
}

Result<void> WeightFolder::finish() const {
    std::vector<std::string> left;
    for (const auto& [name, place] : places_) {
        if (!place.taken) {
            left.push_back(name);
        }
    }
    if (!left.empty()) {
        std::string list;
        for (std::size_t i = 0; i < std::min(left.size(), kNamesInMessage); ++i) {
            list += (i > 0 ? ", " : "") + left[i];
        }
        if (left.size() > kNamesInMessage) {
            list += " and " + std::to_string(left.size() - kNamesInMessage) + " more";
        }
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = folder_.string() + ": the model has no use for " + list,
             .hint = "the weights belong to another model or version"}
        );
    }
    return unchanged();
}

Result<void> WeightFolder::unchanged() const {
    for (const SafetensorsFile& file : files_) {
        HIBARI_TRY(file.unchanged());
    }
    return {};
}

Error WeightFolder::wrong(std::string_view name, const std::string& what) const {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = folder_.string() + ": the tensor '" + std::string(name) + "' " + what,
        .hint = "the weights belong to another model or version",
    };
}

}  // namespace hibari::weights
