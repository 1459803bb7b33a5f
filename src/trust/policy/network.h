#pragma once

// The network of the classifier: pieces of a text to numbers that say what the text is about. Its
// first part is the encoder of Google's multilingual universal sentence encoder (Yang et al. 2019,
// arXiv 1907.04307): each piece has 512 numbers, convolutions over two, three and five neighbours
// see it in its surroundings, and the mean over the text goes through four dense layers. What
// counts in that meaning for the policy was trained here, together with which concepts of the
// lexicon the text has and which rules apply; see training/README.md.
//
// The weights are one safetensors file in the program; matrices are Q8_0 (weights/quantised.h),
// pieces' numbers are codes into small tables ("product quantisation", Jegou et al. 2011).

#include "base/result.h"
#include "trust/policy/pieces.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// Pieces that the encoder takes at once, with begin and end.
inline constexpr std::size_t kPiecesMax = 128;

/// What the encoder makes of one window of a text.
struct Encoded {
    /// What each piece adds to the sum, begin and end included: [pieces, width].
    std::vector<float> pieces;
    std::size_t width = 0;

    std::size_t count() const { return width == 0 ? 0 : pieces.size() / width; }
};

class Network {
  public:
    /// `bytes`: the file, aligned to 64 bytes; must outlive the network. Errors say what is missing
    /// or of the wrong shape.
    static Result<std::unique_ptr<const Network>> load(std::span<const std::byte> bytes);
    virtual ~Network() = default;
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    virtual const Pieces& pieces() const = 0;

    /// Names of the inputs beside the text, in their order: "nude" for a concept, "nude-" where it
    /// is denied, "rule:sexual.nude" for a rule that applies.
    virtual const std::vector<std::string>& inputs() const = 0;
    /// Names of the outputs after the first, which is the harmless one.
    virtual const std::vector<std::string>& outputs() const = 0;

    /// At most kPiecesMax numbers, with begin and end.
    virtual Encoded encode(std::span<const std::uint32_t> pieces) const = 0;

    /// For each row of `sums` [rows, width], the sum of so many (`counts`) pieces of a text, and
    /// the inputs that are there (numbers into inputs()): how likely each output is, as logits
    /// [rows, outputs + 1].
    virtual std::vector<float> judge(
        std::span<const float> sums,
        std::span<const float> counts,
        std::span<const std::uint32_t> inputs
    ) const = 0;

  protected:
    Network() = default;
};

}  // namespace hibari::trust
