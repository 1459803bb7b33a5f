#pragma once

// What a text is about beyond single words: a small network that was trained on pairs of an attack
// and a harmless twin reads the text with its disguises undone, together with what the lexicon and
// the rules found. Its answer is a likelihood for each category against "harmless".

#include "base/result.h"
#include "trust/policy/category.h"
#include "trust/policy/knowledge.h"
#include "trust/policy/network.h"
#include "trust/policy/plain_text.h"
#include "trust/policy/scene.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// Windows of a text that are looked at; 32,000 characters of any script fit.
inline constexpr std::size_t kWindowsMax = 400;

/// What the classifier says of a text, as log-odds: 0 is even, 2 is seven to one.
struct Classification {
    /// That it is of some category rather than harmless.
    double any = 0;
    /// Of each category against harmless, whatever the others are; lowest for those that the
    /// classifier does not know.
    std::array<double, kCategories> odds{};
    /// The window that spoke most against it, and what the network made of it.
    std::vector<PlacedPiece> pieces;
    Encoded encoded;
};

class Classifier {
  public:
    /// Reads the embedded weights; `knowledge` must outlive it.
    static Result<std::unique_ptr<const Classifier>> create(const Knowledge& knowledge);
    virtual ~Classifier() = default;
    Classifier(const Classifier&) = delete;
    Classifier& operator=(const Classifier&) = delete;

    /// Of a text and the scene that it was made of; `rules` are those that apply there, as numbers
    /// into Knowledge::rules(). Works on any thread. The same bits for the same text on one kind of
    /// processor.
    virtual Classification classify(
        const PlainText& text, const Scene& scene, std::span<const std::uint32_t> rules
    ) const = 0;

    /// The tokens [first, last) of the plain text that say most of what was found: those without
    /// which the odds fall furthest.
    struct Blamed {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
    };

    virtual Blamed blame(
        const PlainText& text,
        const Scene& scene,
        std::span<const std::uint32_t> rules,
        const Classification& found
    ) const = 0;

  protected:
    Classifier() = default;
};

}  // namespace hibari::trust
