#pragma once

// An operator's own rules: expressions (RE2, so that none can take long) against the folded text.

#include "base/result.h"
#include "trust/policy/category.h"
#include "trust/policy/scene.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// Expressions of one installation, and bytes of each.
inline constexpr std::size_t kPatternsMax = 10'000;
inline constexpr std::size_t kPatternBytesMax = 1000;

struct PatternHit {
    std::string_view name;
    Action action;
    /// Tokens: [first, last).
    std::uint32_t first;
    std::uint32_t last;
};

class Patterns {
  public:
    Patterns();
    ~Patterns();
    Patterns(Patterns&&) noexcept;
    Patterns& operator=(Patterns&&) noexcept;

    /// "name<TAB>refuse|review|label<TAB>expression" per line; errors name the line.
    static Result<Patterns> create(std::string_view text);

    std::vector<PatternHit> find(const FoldedLine& line) const;
    bool is_empty() const;

  private:
    struct Compiled;
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace hibari::trust
