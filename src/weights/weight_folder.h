#pragma once

// The weights of a model: a folder with `config.json`, which says what model it is and how large,
// and one or more safetensors files, whose tensors form one set of names. A model that loads takes
// every tensor by name and shape and then asks finish() whether something was left over; so a
// folder that does not belong to the model is found out before anything runs.
//
//     WeightFolder folder = HIBARI_TRY(WeightFolder::open("models/mini", {"hibari-mini", 1}));
//     const Weight weight = HIBARI_TRY(folder.take("blocks.0.qkv.weight", {1152, 384}));
//     weight.widen(floats);
//     HIBARI_TRY(folder.finish());

#include "base/json.h"
#include "base/result.h"
#include "weights/safetensors.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::weights {

/// Which format of which kind of model this program reads: `config.json` has these as "format" and
/// "version".
struct WeightFormat {
    std::string_view name;
    std::int64_t version = 1;
};

/// How a weight is kept in the file.
enum class Encoding { kF32, kF16, kBf16, kQ8_0 };

/// A weight in the mapped file. It keeps the file mapped.
class Weight {
  public:
    Encoding encoding() const { return encoding_; }

    const Shape& shape() const { return shape_; }

    std::int64_t element_count() const { return count_; }

    /// The floats in the file itself, without a copy; empty unless the encoding is F32.
    std::span<const float> floats() const;

    /// Writes all of it as floats. `out` has element_count() places.
    void widen(std::span<float> out) const;

    /// No number of it is NaN or infinite. Reads all of it, of Q8_0 only the scales.
    bool is_finite() const;

    /// Keeps the numbers of floats() where they are, for as long as a copy of it lives.
    const SafetensorsFile& file() const { return file_; }

  private:
    friend class WeightFolder;

    Weight(SafetensorsFile file, Encoding encoding, Shape shape, std::int64_t count);

    SafetensorsFile file_;
    Encoding encoding_;
    Shape shape_;
    std::int64_t count_;
    std::span<const std::byte> bytes_;
    std::span<const std::byte> scales_;
};

/// The mapped files of one folder.
class WeightFolder {
  public:
    /// Maps every `*.safetensors` in the folder (not below it) and reads `config.json`. A name that
    /// two files have, a folder without such files and a config of another format or version are
    /// errors.
    static Result<WeightFolder> open(
        const std::filesystem::path& folder, const WeightFormat& format
    );

    const std::filesystem::path& path() const { return folder_; }

    const Json& config() const { return config_; }

    bool has(std::string_view name) const;

    /// The weight of that name, which must have that shape, be of F32, F16, BF16 or Q8_0 and have
    /// finite numbers. May be taken more than once.
    Result<Weight> take(std::string_view name, const Shape& shape);

    /// Fails with the names of what was never taken, and when a file has changed meanwhile.
    Result<void> finish() const;

    /// Fails when a file is no longer what it was when it was mapped.
    Result<void> unchanged() const;

  private:
    struct Place {
        std::size_t file = 0;
        std::size_t tensor = 0;
        bool taken = false;
    };

    WeightFolder() = default;
    Result<void> add_file(const std::filesystem::path& path);
    Result<void> read_config(const WeightFormat& format);
    Result<Weight> weight_at(const std::string& name, const Place& place);
    Error wrong(std::string_view name, const std::string& what) const;

    std::filesystem::path folder_;
    Json config_;
    std::vector<SafetensorsFile> files_;
    std::map<std::string, Place, std::less<>> places_;
};

}  // namespace hibari::weights
