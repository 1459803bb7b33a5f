#include "domain/models.h"

#include "base/check.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace hibari::domain {
namespace {

constexpr std::array<std::string_view, 3> kQualities = {"draft", "standard", "high"};

bool is_digits(std::string_view text, std::size_t count) {
    return text.size() == count &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "sora-2-2025-12-08" without its date.
std::string_view without_date(std::string_view name) {
    constexpr std::size_t kDate = 11;  // "-2025-12-08"
    if (name.size() <= kDate) {
        return name;
    }
    const std::string_view date = name.substr(name.size() - kDate);
    const bool dated = date[0] == '-' && is_digits(date.substr(1, 4), 4) && date[5] == '-' &&
                       is_digits(date.substr(6, 2), 2) && date[8] == '-' &&
                       is_digits(date.substr(9, 2), 2);
    return dated ? name.substr(0, name.size() - kDate) : name;
}

Result<Model> parse_model(std::string_view text, std::span<const EngineFacts> engines) {
    const auto wrong = [&] {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message =
                 "must look like name=engine/quality/longest side, is '" + std::string(text) + "'",
             .field = "models.aliases",
             .hint = "for example sora-2=world/standard/1280"}
        );
    };
    const auto sides = split(text, '=');
    if (sides.size() != 2) {
        return wrong();
    }
    const auto parts = split(sides[1], '/');
    Model model;
    if (parts.size() != 3 || trim(sides[0]).empty() || trim(parts[0]).empty() ||
        quality_rank(trim(parts[1])) < 0) {
        return wrong();
    }
    const std::string_view side = trim(parts[2]);
    const auto [end, error] =
        std::from_chars(side.data(), side.data() + side.size(), model.long_side_max);
    if (error != std::errc{} || end != side.data() + side.size() || model.long_side_max < 64) {
        return wrong();
    }
    model.name = trim(sides[0]);
    model.quality = trim(parts[1]);
    const auto engine = std::ranges::find(engines, trim(parts[0]), &EngineFacts::name);
    if (engine == engines.end()) {
        std::string known;
        for (const EngineFacts& facts : engines) {
            known += (known.empty() ? "" : ", ") + facts.name;
        }
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "there is no engine '" + std::string(trim(parts[0])) + "'",
             .field = "models.aliases",
             .hint = "there are " + known}
        );
    }
    model.engine = *engine;
    return model;
}

}  // namespace

int quality_rank(std::string_view quality) {
    const auto found = std::ranges::find(kQualities, quality);
    return found == kQualities.end() ? -1 : static_cast<int>(found - kQualities.begin());
}

Models::Models(std::vector<Model> models) : models_(std::move(models)) {
    HIBARI_CHECK(!models_.empty());
}

Result<Models> Models::parse(std::string_view text, std::span<const EngineFacts> engines) {
    std::vector<Model> models;
    for (const std::string_view part : split(text, ',')) {
        models.push_back(HIBARI_TRY(parse_model(trim(part), engines)));
    }
    return Models(std::move(models));
}

Result<Model> Models::find(std::string_view name) const {
    if (name.empty()) {
        return models_.front();
    }
    auto found = std::ranges::find(models_, name, &Model::name);
    if (found == models_.end()) {
        found = std::ranges::find(models_, without_date(name), &Model::name);
    }
    if (found == models_.end()) {
        std::string known;
        for (const Model& model : models_) {
            known += (known.empty() ? "" : ", ") + model.name;
        }
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "there is no model '" + utf8_prefix(name, 60) + "' here",
             .field = "model",
             .hint = "there are " + known}
        );
    }
    return *found;
}

}  // namespace hibari::domain
