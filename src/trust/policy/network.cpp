#include "trust/policy/network.h"

#include "base/check.h"
#include "base/text.h"
#include "tensor/kernels/kernels.h"
#include "weights/quantised.h"
#include "weights/safetensors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>
#include <new>
#include <utility>

namespace hibari::trust {
namespace {

using tensor::kernels::LinearJob;

constexpr std::size_t kEmbedding = 512;
constexpr std::size_t kChannels = 256;

/// Neighbours that a convolution sees, and how many of them are before the piece.
struct Order {
    std::size_t taps;
    std::size_t before;
};

constexpr std::array<Order, 3> kOrders = {{{2, 0}, {3, 1}, {5, 2}}};
constexpr std::size_t kBeforeMax = 2;
constexpr std::size_t kAfterMax = 2;
/// Of the dense layers, between.
constexpr std::size_t kNarrow = 320;
constexpr std::size_t kMeaning = 512;
constexpr std::size_t kHidden = 256;
/// Numbers that the inputs beside the text become.
constexpr std::size_t kHeard = 64;
constexpr std::size_t kWidth = kEmbedding + kOrders.size() * kChannels;
/// Of the encoder's normalisations, as it was trained.
constexpr float kEpsilon = 1e-12F;
/// The meaning has length one; the layers after it were trained on this many times that.
constexpr float kMeaningScale = 16;
constexpr std::size_t kAlignment = 64;

/// Floats that begin at a multiple of 64 bytes, zeros at first.
class Floats {
  public:
    Floats() = default;

    explicit Floats(std::size_t count)
        : data_(static_cast<float*>(::operator new(
              std::max<std::size_t>(count, 1) * sizeof(float), std::align_val_t(kAlignment)
          ))) {
        std::fill_n(data_.get(), count, 0.0F);
    }

    float* data() { return data_.get(); }

    const float* data() const { return data_.get(); }

  private:
    struct Free {
        void operator()(float* data) const {
            ::operator delete(data, std::align_val_t(kAlignment));
        }
    };

    std::unique_ptr<float[], Free> data_;
};

/// Tensors of the file by name.
class File {
  public:
    static Result<File> open(std::span<const std::byte> bytes) {
        File file;
        file.bytes_ = bytes;
        const auto header = HIBARI_TRY(weights::parse_safetensors_header(bytes, bytes.size()));
        for (const weights::TensorEntry& entry : header.tensors) {
            file.entries_.emplace(entry.name, entry);
        }
        return file;
    }

    /// The numbers of a tensor of that type; its shape goes into `shape` when asked for.
    template <typename T>
    Result<std::span<const T>> numbers(
        const std::string& name, weights::ElementType type, const weights::Shape& shape
    ) const {
        const auto found = entries_.find(name);
        if (found == entries_.end()) {
            return fail(ErrorCode::kInternal, "the classifier's weights lack " + name);
        }
        const weights::TensorEntry& entry = found->second;
        const bool fits =
            entry.shape.size() == shape.size() &&
            std::equal(shape.begin(), shape.end(), entry.shape.begin(), [](auto a, auto b) {
                return a < 0 || a == b;
            });
        if (entry.type != type || !fits) {
            return fail(
                ErrorCode::kInternal,
                "the classifier's " + name + " is " + weights::to_string(entry.shape)
            );
        }
        return std::span<const T>(
            reinterpret_cast<const T*>(bytes_.data() + entry.offset), entry.bytes / sizeof(T)
        );
    }

    Result<std::span<const float>> floats(const std::string& name, std::size_t count) const {
        return numbers<float>(name, weights::ElementType::kF32, {static_cast<std::int64_t>(count)});
    }

    Result<std::vector<std::string>> lines(const std::string& name) const {
        const auto bytes = HIBARI_TRY(numbers<char>(name, weights::ElementType::kU8, {-1}));
        std::vector<std::string> lines;
        for (const std::string_view line :
             split(std::string_view(bytes.data(), bytes.size()), '\n')) {
            lines.emplace_back(line);
        }
        return lines;
    }

  private:
    std::span<const std::byte> bytes_;
    std::map<std::string, weights::TensorEntry> entries_;
};

/// A weight [columns, depth] and its bias, ready to be multiplied with.
struct Linear {
    std::size_t columns = 0;
    std::size_t depth = 0;
    Floats packed;
    std::span<const float> bias;

    enum class Bias { kNone, kOne };

    static Result<Linear> read(
        const File& file,
        const std::string& name,
        std::size_t columns,
        std::size_t depth,
        Bias has_bias = Bias::kOne
    ) {
        const auto rows = static_cast<std::int64_t>(columns);
        const auto values = HIBARI_TRY(file.numbers<std::int8_t>(
            name + ".weight", weights::ElementType::kI8, {rows, static_cast<std::int64_t>(depth)}
        ));
        const auto scales = HIBARI_TRY(file.numbers<std::uint16_t>(
            name + ".weight.scale",
            weights::ElementType::kF16,
            {rows, static_cast<std::int64_t>(weights::q8_blocks(depth))}
        ));
        Linear linear;
        linear.columns = columns;
        linear.depth = depth;
        if (has_bias == Bias::kOne) {
            linear.bias = HIBARI_TRY(file.floats(name + ".bias", columns));
        }
        std::vector<float> wide(columns * depth);
        weights::widen_q8_0(values, scales, depth, wide);
        const auto depth_signed = static_cast<std::int64_t>(depth);
        linear.packed = Floats(
            static_cast<std::size_t>(tensor::kernels::packed_linear_floats(rows, depth_signed))
        );
        tensor::kernels::pack_linear(rows, depth_signed, wide.data(), linear.packed.data());
        return linear;
    }

    LinearJob job(
        std::size_t rows, const float* x, std::size_t x_stride, float* out, std::size_t out_stride
    ) const {
        LinearJob job;
        job.rows = static_cast<std::int64_t>(rows);
        job.depth = static_cast<std::int64_t>(depth);
        job.columns = static_cast<std::int64_t>(columns);
        job.x = x;
        job.x_stride = static_cast<std::int64_t>(x_stride);
        job.packed = packed.data();
        job.bias = bias.data();
        job.out = out;
        job.out_stride = static_cast<std::int64_t>(out_stride);
        return job;
    }
};

void run(const LinearJob& job) {
    tensor::kernels::kernels().linear(job, 0, job.items());
}

/// Layer norm (Ba et al. 2016, arXiv 1607.06450) of one row in place. Sums are kept in lanes, so
/// that their order is the same on every processor.
void normalise(float* row, std::size_t size, const float* weight, const float* bias) {
    constexpr std::size_t kLanes = 16;
    std::array<float, kLanes> sums{};
    for (std::size_t i = 0; i < size; i += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            sums[lane] += row[i + lane];
        }
    }
    float sum = 0;
    for (const float part : sums) {
        sum += part;
    }
    const float mean = sum / static_cast<float>(size);
    sums.fill(0);
    for (std::size_t i = 0; i < size; i += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const float centred = row[i + lane] - mean;
            sums[lane] += centred * centred;
        }
    }
    float square = 0;
    for (const float part : sums) {
        square += part;
    }
    const float scale = 1 / std::sqrt(square / static_cast<float>(size) + kEpsilon);
    for (std::size_t i = 0; i < size; ++i) {
        row[i] = (row[i] - mean) * scale * weight[i] + bias[i];
    }
}

class UseNetwork final : public Network {
  public:
    static Result<std::unique_ptr<const Network>> read(std::span<const std::byte> bytes) {
        const File file = HIBARI_TRY(File::open(bytes));
        auto network = std::make_unique<UseNetwork>();
        HIBARI_TRY(network->read_pieces(file));
        HIBARI_TRY(network->read_encoder(file));
        HIBARI_TRY(network->read_head(file));
        return std::unique_ptr<const Network>(std::move(network));
    }

    const Pieces& pieces() const override { return pieces_; }

    const std::vector<std::string>& inputs() const override { return inputs_; }

    const std::vector<std::string>& outputs() const override { return outputs_; }

    Encoded encode(std::span<const std::uint32_t> pieces) const override {
        const std::size_t count = pieces.size();
        HIBARI_CHECK(count > 0 && count <= kPiecesMax);
        Encoded out;
        out.width = kWidth;
        out.pieces.resize(count * kWidth);
        for (std::size_t i = 0; i < count; ++i) {
            look_up(pieces[i], out.pieces.data() + i * kWidth);
        }
        constexpr std::size_t kWide = kOrders.size() * kChannels;
        // Before and after the text stand pieces of zeros.
        const std::size_t rows = count + kBeforeMax + kAfterMax;
        Floats first(rows * kWide);
        Floats second(rows * kChannels);
        float* const begin = first.data() + kBeforeMax * kWide;
        run(projection_.job(count, out.pieces.data(), kWidth, begin, kWide));
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t order = 0; order < kOrders.size(); ++order) {
                const std::size_t at = order * kChannels;
                normalise(
                    begin + i * kWide + at,
                    kChannels,
                    projection_weight_.data() + at,
                    projection_bias_.data() + at
                );
            }
        }
        for (std::size_t order = 0; order < kOrders.size(); ++order) {
            const float* const in = begin + order * kChannels;
            float* const between = second.data() + kBeforeMax * kChannels;
            float* const to = out.pieces.data() + kEmbedding + order * kChannels;
            convolve(order, convolutions_[order][0], in, kWide, count, between, kChannels);
            convolve(order, convolutions_[order][1], between, kChannels, count, to, kWidth);
        }
        for (std::size_t i = 0; i < count; ++i) {
            normalise(out.pieces.data() + i * kWidth, kWidth, weight_.data(), bias_.data());
        }
        return out;
    }

    std::vector<float> judge(
        std::span<const float> sums,
        std::span<const float> counts,
        std::span<const std::uint32_t> inputs
    ) const override {
        const std::size_t rows = counts.size();
        HIBARI_CHECK(sums.size() == rows * kWidth);
        Floats mean(rows * kWidth);
        for (std::size_t row = 0; row < rows; ++row) {
            const float scale = 1 / std::sqrt(counts[row]);
            for (std::size_t i = 0; i < kWidth; ++i) {
                mean.data()[row * kWidth + i] = sums[row * kWidth + i] * scale;
            }
        }
        Floats pooled(rows * kMeaning);
        Floats a(rows * kMeaning);
        Floats b(rows * kMeaning);
        Floats c(rows * kMeaning);
        run(pool_.job(rows, mean.data(), kWidth, pooled.data(), kMeaning));
        // The bias is each piece's, and so counts as often as there are pieces.
        for (std::size_t row = 0; row < rows; ++row) {
            const float root = std::sqrt(counts[row]);
            for (std::size_t i = 0; i < kMeaning; ++i) {
                pooled.data()[row * kMeaning + i] += root * pool_bias_[i];
            }
        }
        dense(deep_[0], rows, pooled.data(), nullptr, a.data(), true);
        dense(skip_[0], rows, pooled.data(), nullptr, b.data(), false);
        dense(deep_[1], rows, a.data(), b.data(), c.data(), false);
        for (std::size_t i = 0; i < rows * kNarrow; ++i) {
            c.data()[i] = std::max(c.data()[i], 0.0F);
        }
        dense(deep_[2], rows, c.data(), nullptr, a.data(), true);
        dense(skip_[1], rows, c.data(), nullptr, b.data(), false);
        dense(deep_[3], rows, a.data(), b.data(), c.data(), false);
        constexpr std::size_t kJoined = kMeaning + kHeard;
        Floats joined(rows * kJoined);
        const std::vector<float> heard = hear(inputs);
        for (std::size_t row = 0; row < rows; ++row) {
            float* const to = joined.data() + row * kJoined;
            float square = 0;
            for (std::size_t i = 0; i < kMeaning; ++i) {
                to[i] = std::tanh(c.data()[row * kMeaning + i]);
                square += to[i] * to[i];
            }
            const float scale = kMeaningScale / std::sqrt(std::max(square, 1e-12F));
            for (std::size_t i = 0; i < kMeaning; ++i) {
                to[i] *= scale;
            }
            std::copy(heard.begin(), heard.end(), to + kMeaning);
        }
        Floats hidden(rows * hidden_.columns);
        dense(hidden_, rows, joined.data(), nullptr, hidden.data(), true);
        std::vector<float> out(rows * (outputs_.size() + 1));
        run(out_.job(rows, hidden.data(), hidden_.columns, out.data(), outputs_.size() + 1));
        return out;
    }

  private:
    Result<void> read_pieces(const File& file) {
        const auto list = HIBARI_TRY(file.numbers<char>("pieces", weights::ElementType::kU8, {-1}));
        const auto scores =
            HIBARI_TRY(file.numbers<float>("pieces.scores", weights::ElementType::kF32, {-1}));
        const auto unknown = HIBARI_TRY(file.floats("pieces.unknown", 1));
        pieces_ = Pieces(std::string_view(list.data(), list.size()), scores, unknown[0]);
        const auto count = static_cast<std::int64_t>(pieces_.size());
        codes_ = HIBARI_TRY(file.numbers<std::uint8_t>(
            "pieces.codes",
            weights::ElementType::kU8,
            {count, static_cast<std::int64_t>(kEmbedding / kPart)}
        ));
        const auto tables = HIBARI_TRY(file.numbers<std::uint16_t>(
            "pieces.tables",
            weights::ElementType::kF16,
            {static_cast<std::int64_t>(kEmbedding / kPart), 256, static_cast<std::int64_t>(kPart)}
        ));
        tables_.resize(tables.size());
        weights::widen_f16(tables, tables_);
        return {};
    }

    Result<void> read_encoder(const File& file) {
        constexpr std::size_t kWide = kOrders.size() * kChannels;
        projection_ = HIBARI_TRY(Linear::read(file, "projection", kWide, kEmbedding));
        projection_weight_ = HIBARI_TRY(file.floats("projection.norm.weight", kWide));
        projection_bias_ = HIBARI_TRY(file.floats("projection.norm.bias", kWide));
        for (std::size_t order = 0; order < kOrders.size(); ++order) {
            for (std::size_t layer = 0; layer < 2; ++layer) {
                const std::string name = "convolution." + std::to_string(kOrders[order].taps) +
                                         "." + std::to_string(layer);
                convolutions_[order][layer] =
                    HIBARI_TRY(Linear::read(file, name, kChannels, kOrders[order].taps * kChannels)
                    );
            }
        }
        weight_ = HIBARI_TRY(file.floats("norm.weight", kWidth));
        bias_ = HIBARI_TRY(file.floats("norm.bias", kWidth));
        return {};
    }

    Result<void> read_head(const File& file) {
        pool_ = HIBARI_TRY(Linear::read(file, "pool", kMeaning, kWidth));
        // Added by judge(), once for each piece.
        pool_bias_ = std::exchange(pool_.bias, {});
        const auto dense_layer = [&](const char* name, std::size_t columns, std::size_t depth) {
            return Linear::read(file, name, columns, depth, Linear::Bias::kNone);
        };
        deep_[0] = HIBARI_TRY(dense_layer("deep.0", kNarrow, kMeaning));
        deep_[1] = HIBARI_TRY(dense_layer("deep.1", kNarrow, kNarrow));
        deep_[2] = HIBARI_TRY(dense_layer("deep.2", kMeaning, kNarrow));
        deep_[3] = HIBARI_TRY(dense_layer("deep.3", kMeaning, kMeaning));
        skip_[0] = HIBARI_TRY(dense_layer("skip.0", kNarrow, kMeaning));
        skip_[1] = HIBARI_TRY(dense_layer("skip.1", kMeaning, kNarrow));
        inputs_ = HIBARI_TRY(file.lines("inputs"));
        outputs_ = HIBARI_TRY(file.lines("outputs"));
        const auto heard = HIBARI_TRY(file.numbers<float>(
            "concepts.weight",
            weights::ElementType::kF32,
            {static_cast<std::int64_t>(inputs_.size()), static_cast<std::int64_t>(kHeard)}
        ));
        concepts_ = heard;
        concepts_bias_ = HIBARI_TRY(file.floats("concepts.bias", kHeard));
        hidden_ = HIBARI_TRY(Linear::read(file, "hidden", kHidden, kMeaning + kHeard));
        out_ = HIBARI_TRY(Linear::read(file, "out", outputs_.size() + 1, hidden_.columns));
        return {};
    }

    void look_up(std::uint32_t piece, float* out) const {
        constexpr std::size_t kParts = kEmbedding / kPart;
        const std::uint8_t* const codes = codes_.data() + std::size_t{piece} * kParts;
        for (std::size_t part = 0; part < kParts; ++part) {
            std::copy_n(
                tables_.data() + (part * 256 + codes[part]) * kPart, kPart, out + part * kPart
            );
        }
    }

    static void convolve(
        std::size_t order,
        const Linear& linear,
        const float* in,
        std::size_t in_stride,
        std::size_t count,
        float* out,
        std::size_t out_stride
    ) {
        std::array<std::int64_t, 5> offsets{};
        for (std::size_t tap = 0; tap < kOrders[order].taps; ++tap) {
            offsets[tap] = (static_cast<std::int64_t>(tap) -
                            static_cast<std::int64_t>(kOrders[order].before)) *
                           static_cast<std::int64_t>(in_stride);
        }
        LinearJob job = linear.job(count, in, in_stride, out, out_stride);
        job.taps = static_cast<std::int64_t>(kOrders[order].taps);
        job.depth = static_cast<std::int64_t>(kChannels);
        job.tap_offsets = offsets.data();
        job.relu = true;
        job.add = in;
        job.add_stride = static_cast<std::int64_t>(in_stride);
        run(job);
    }

    static void dense(
        const Linear& linear,
        std::size_t rows,
        const float* in,
        const float* add,
        float* out,
        bool relu
    ) {
        LinearJob job = linear.job(rows, in, linear.depth, out, linear.columns);
        job.add = add;
        job.add_stride = static_cast<std::int64_t>(linear.columns);
        job.relu = relu;
        run(job);
    }

    std::vector<float> hear(std::span<const std::uint32_t> inputs) const {
        std::vector<float> sum(concepts_bias_.begin(), concepts_bias_.end());
        for (const std::uint32_t input : inputs) {
            HIBARI_CHECK(input < inputs_.size());
            for (std::size_t i = 0; i < sum.size(); ++i) {
                sum[i] += concepts_[input * sum.size() + i];
            }
        }
        for (float& value : sum) {
            value = std::max(value, 0.0F);
        }
        return sum;
    }

    /// Numbers of a piece that one code stands for.
    static constexpr std::size_t kPart = 4;

    Pieces pieces_;
    std::span<const std::uint8_t> codes_;
    std::vector<float> tables_;
    Linear projection_;
    std::span<const float> projection_weight_;
    std::span<const float> projection_bias_;
    std::array<std::array<Linear, 2>, kOrders.size()> convolutions_;
    std::span<const float> weight_;
    std::span<const float> bias_;
    Linear pool_;
    std::span<const float> pool_bias_;
    std::array<Linear, 4> deep_;
    std::array<Linear, 2> skip_;
    std::vector<std::string> inputs_;
    std::vector<std::string> outputs_;
    std::span<const float> concepts_;
    std::span<const float> concepts_bias_;
    Linear hidden_;
    Linear out_;
};

}  // namespace

Result<std::unique_ptr<const Network>> Network::load(std::span<const std::byte> bytes) {
    return UseNetwork::read(bytes);
}

}  // namespace hibari::trust
