#include "engine/generator.h"

#include "base/check.h"

#include <algorithm>

namespace hibari::engine {

std::string_view to_string(Quality quality) {
    switch (quality) {
        case Quality::kDraft:
            return "draft";
        case Quality::kStandard:
            return "standard";
        case Quality::kHigh:
            return "high";
    }
    return "standard";
}

bool is_extension(const ClipRequest& request) {
    return request.source && request.source->change == Change::kExtend;
}

void Registry::add(std::unique_ptr<Generator> generator) {
    HIBARI_CHECK(generator != nullptr);
    HIBARI_CHECK(
        std::ranges::none_of(
            generators_, [&](const auto& known) { return known->name() == generator->name(); }
        ),
        generator->name()
    );
    generators_.push_back(std::move(generator));
}

Result<Generator*> Registry::find(std::string_view name) const {
    std::string names;
    for (const auto& generator : generators_) {
        if (name.empty() || generator->name() == name) {
            return generator.get();
        }
        names += (names.empty() ? "" : ", ") + std::string(generator->name());
    }
    return fail({
        .code = ErrorCode::kNotFound,
        .message = name.empty() ? "this build has no engine"
                                : "there is no engine '" + std::string(name) + "'",
        .field = "engine",
        .hint = names.empty() ? "" : "choose one of: " + names,
    });
}

}  // namespace hibari::engine
