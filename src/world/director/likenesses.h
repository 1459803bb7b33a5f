// Prompts that name somebody's likeness: "@ana walks into a cafe", "Rex falls off the sofa".
//
// A likeness may be called like anything, "Rose" or "the mug", and the director must not read that
// as a flower or as any mug. So while a prompt is read each likeness goes by a name that means
// nothing in English; afterwards what bears that name gets the likeness, and its own name back.
#pragma once

#include "base/result.h"
#include "world/director/direct.h"
#include "world/director/nouns.h"
#include "world/script/shot_script.h"
#include "world/things/likeness_form.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

/// A likeness that a prompt may name.
struct NamedLikeness {
    std::string name;  ///< what its owner calls it, and the prompt; without a leading "@"
    LikenessKind kind = LikenessKind::kHuman;
    float size_m = 0.0F;  ///< 0: unknown
    bool has_recording = false;
};

/// At most two of them: there are no more names that mean nothing.
inline constexpr std::size_t kLikenessesMax = 2;

/// Reads, changes or goes on with a prompt in which likenesses are named.
class LikenessReader {
  public:
    /// At most kLikenessesMax (checked).
    explicit LikenessReader(std::span<const NamedLikeness> likenesses);

    /// The nouns to read with: those of the catalogue and the stand-ins.
    const Nouns& nouns() const { return nouns_; }

    /// The prompt with stand-ins for the names ("@ana", "@Ana_Lee", "Ana Lee"), outside of quotes.
    /// `(recorded)` behind a quote is taken out and remembered. Fails with kInvalidArgument when a
    /// likeness is not named and not `known`, as it is in a script that the prompt only changes.
    Result<std::string> hide(std::string_view prompt, const ClipScript* known = nullptr);

    /// A script of which the prompt speaks, with stand-ins for those that have a likeness.
    ClipScript hide(const ClipScript& script) const;

    /// What was read, with likenesses and names in place of the stand-ins.
    Result<Directed> show(Directed directed) const;

  private:
    struct StandIn {
        NamedLikeness likeness;
        std::string word;  ///< capitalised, "Zorblatt"
        bool named = false;
    };

    std::vector<StandIn> stand_ins_;
    std::vector<std::string> recorded_;  ///< lines to be heard as they were recorded
    Nouns nouns_;
};

}  // namespace hibari::world
