#include "eval/report.h"

#include <array>
#include <cstdio>
#include <utility>

namespace hibari::eval {
namespace {

std::string number(const std::optional<double>& value, std::string_view unit) {
    if (!value) {
        return "-";
    }
    std::array<char, 32> text{};
    const bool fine = unit.empty() || unit == "px";
    std::snprintf(text.data(), text.size(), fine ? "%.3f" : "%.1f", *value);
    return std::string(text.data()) + (unit.empty() ? "" : " " + std::string(unit));
}

std::string target_text(const Figure& figure) {
    const auto target = target_of(*figure.info, figure.floor);
    if (!target) {
        return "";
    }
    std::array<char, 32> text{};
    const char* side = figure.info->goal == Goal::kAtMost ? "<=" : ">=";
    std::snprintf(text.data(), text.size(), "%s %.3g", side, *target);
    return text.data();
}

std::string_view verdict(const std::optional<bool>& passes) {
    return !passes ? "" : *passes ? "ok" : "missed";
}

Json json_of(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json json_of(const std::optional<bool>& value) {
    return value ? Json(*value) : Json(nullptr);
}

std::string failures_text(const Evaluation& evaluation, const EvaluateOptions& options) {
    if (evaluation.failed.empty()) {
        return "";
    }
    const FailedClip& first = evaluation.failed.front();
    return std::to_string(evaluation.failed.size()) + " of " + std::to_string(options.clips) +
           " clips could not be made and count as missed; the first, \"" + first.prompt +
           "\": " + first.message + "\n";
}

std::string_view scenes_text(Scenes scenes) {
    return scenes == Scenes::kHeldOut  ? ", held-out combinations"
           : scenes == Scenes::kInTurn ? ", trained and held-out combinations in turn"
                                       : "";
}

std::string_view scenes_key(Scenes scenes) {
    return scenes == Scenes::kHeldOut  ? "held_out"
           : scenes == Scenes::kInTurn ? "in_turn"
                                       : "trained";
}

}  // namespace

std::string to_table(const Evaluation& evaluation, const EvaluateOptions& options) {
    std::array<char, 200> line{};
    std::string text = evaluation.engine + ", " + std::to_string(options.clips) + " clips of " +
                       to_string(options.size) + ", seed " + std::to_string(options.seed) +
                       std::string(scenes_text(options.scenes)) + "\n" +
                       failures_text(evaluation, options) + "\n";
    const auto add = [&](const std::string& a,
                         const std::string& b,
                         const std::string& c,
                         const std::string& d,
                         const std::string& e,
                         const std::string& f) {
        std::snprintf(
            line.data(),
            line.size(),
            "%-38s %11s %11s %8s %10s  %s",
            a.c_str(),
            b.c_str(),
            c.c_str(),
            d.c_str(),
            e.c_str(),
            f.c_str()
        );
        std::string row = line.data();
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + "\n";
    };
    add("figure", evaluation.engine, "floor", "target", "n", "");
    for (const Figure& figure : evaluation.figures) {
        std::string judged(verdict(figure.passes));
        if (figure.floor_passes == std::optional(false)) {
            judged += " (floor misses it)";
        }
        add(std::string(figure.info->label),
            number(figure.made.value, figure.info->unit),
            number(figure.floor.value, figure.info->unit),
            target_text(figure),
            std::to_string(figure.made.count) + " / " + std::to_string(figure.floor.count),
            judged);
    }
    return text;
}

Json to_json(const Evaluation& evaluation, const EvaluateOptions& options) {
    Json figures = Json::object();
    for (const Figure& figure : evaluation.figures) {
        figures.set(
            std::string(figure.info->key),
            Json::object({
                {"value", json_of(figure.made.value)},
                {"floor", json_of(figure.floor.value)},
                {"unit", figure.info->unit},
                {"target", json_of(target_of(*figure.info, figure.floor))},
                {"count", figure.made.count},
                {"floor_count", figure.floor.count},
                {"passes", json_of(figure.passes)},
                {"floor_passes", json_of(figure.floor_passes)},
            })
        );
    }
    return Json::object({
        {"engine", evaluation.engine},
        {"clips", options.clips},
        {"size", to_string(options.size)},
        {"seconds", options.seconds},
        {"seed", options.seed},
        {"scenes", scenes_key(options.scenes)},
        {"training_clips", options.training_clips},
        {"failed_clips", evaluation.failed.size()},
        {"figures", std::move(figures)},
        {"details", evaluation.clips},
    });
}

}  // namespace hibari::eval
