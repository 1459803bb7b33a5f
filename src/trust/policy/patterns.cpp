#include "trust/policy/patterns.h"

#include "base/text.h"

#include <re2/re2.h>
#include <re2/set.h>
#include <string>
#include <utility>

namespace hibari::trust {
namespace {

constexpr std::int64_t kMemoryMax = 64 << 20;

re2::StringPiece piece(std::string_view text) {
    return {text.data(), text.size()};
}

}  // namespace

struct Patterns::Compiled {
    struct One {
        std::string name;
        Action action;
        std::unique_ptr<re2::RE2> expression;
    };

    explicit Compiled(const re2::RE2::Options& options) : set(options, re2::RE2::UNANCHORED) {}

    re2::RE2::Set set;
    std::vector<One> all;
};

Patterns::Patterns() = default;
Patterns::~Patterns() = default;
Patterns::Patterns(Patterns&&) noexcept = default;
Patterns& Patterns::operator=(Patterns&&) noexcept = default;

Result<Patterns> Patterns::create(std::string_view text) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(kMemoryMax);
    auto compiled = std::make_unique<Compiled>(options);
    std::size_t number = 0;
    for (const std::string_view line : split(text, '\n')) {
        ++number;
        if (trim(line).empty() || line.front() == '#') {
            continue;
        }
        const auto refuse = [&](const std::string& why) {
            return fail(
                ErrorCode::kInvalidArgument, "patterns, line " + std::to_string(number) + ": " + why
            );
        };
        const auto fields = split(line, '\t');
        if (fields.size() != 3 || trim(fields[0]).empty() || trim(fields[2]).empty()) {
            return refuse("expected 'name<TAB>action<TAB>expression'");
        }
        const auto action = action_of(trim(fields[1]));
        if (!action || *action == Action::kAllow) {
            return refuse("expected refuse, review or label");
        }
        const std::string_view expression = trim(fields[2]);
        if (expression.size() > kPatternBytesMax || compiled->all.size() >= kPatternsMax) {
            return refuse("longer or more than is read");
        }
        std::string error;
        if (compiled->set.Add(piece(expression), &error) < 0) {
            return refuse(error);
        }
        compiled->all.push_back(
            {.name = std::string(trim(fields[0])),
             .action = *action,
             .expression = std::make_unique<re2::RE2>(piece(expression), options)}
        );
    }
    Patterns patterns;
    if (!compiled->all.empty()) {
        if (!compiled->set.Compile()) {
            return fail(ErrorCode::kInvalidArgument, "patterns: too large together");
        }
        patterns.compiled_ = std::move(compiled);
    }
    return patterns;
}

bool Patterns::is_empty() const {
    return compiled_ == nullptr;
}

std::vector<PatternHit> Patterns::find(const FoldedLine& line) const {
    std::vector<PatternHit> hits;
    if (is_empty() || line.text.empty()) {
        return hits;
    }
    std::vector<int> matched;
    compiled_->set.Match(piece(line.text), &matched);
    for (const int index : matched) {
        const auto& one = compiled_->all[static_cast<std::size_t>(index)];
        re2::StringPiece where;
        if (!one.expression->Match(
                piece(line.text), 0, line.text.size(), re2::RE2::UNANCHORED, &where, 1
            )) {
            continue;
        }
        const auto begin = static_cast<std::size_t>(where.data() - line.text.data());
        const std::size_t last = begin + (where.empty() ? 0 : where.size() - 1);
        hits.push_back(
            {.name = one.name,
             .action = one.action,
             .first = line.token_of[std::min(begin, line.token_of.size() - 1)],
             .last = line.token_of[std::min(last, line.token_of.size() - 1)] + 1}
        );
    }
    return hits;
}

}  // namespace hibari::trust
