#include "promptcheck/pairs.h"

#include "base/files.h"
#include "base/text.h"

#include <cmath>
#include <cstdio>

namespace hibari::promptcheck {
namespace {

constexpr std::size_t kFileBytesMax = 16 << 20;

std::string row(const std::string& name, const Score& score) {
    const Interval recall = wilson(score.caught, score.pairs);
    const Interval over = wilson(score.blocked, score.pairs);
    char line[160];
    std::snprintf(
        line,
        sizeof line,
        "%-20s %5d  %6.1f %% (%5.1f - %5.1f)  %6.1f %% (%5.1f - %5.1f)\n",
        name.c_str(),
        score.pairs,
        100.0 * score.caught / score.pairs,
        100 * recall.low,
        100 * recall.high,
        100.0 * score.blocked / score.pairs,
        100 * over.low,
        100 * over.high
    );
    return line;
}

}  // namespace

Result<std::vector<Pair>> read_pairs(const std::filesystem::path& file) {
    const std::string text = HIBARI_TRY(read_file(file, kFileBytesMax));
    std::vector<Pair> pairs;
    for (const std::string_view line : split(text, '\n')) {
        if (line.empty() || line.front() == '#') {
            continue;
        }
        const auto fields = split(line, '\t');
        if (fields.size() != 4) {
            return fail(ErrorCode::kInvalidArgument, "expected four fields: " + std::string(line));
        }
        pairs.push_back(
            {.function = std::string(fields[0]),
             .category = std::string(fields[1]),
             .attack = std::string(fields[2]),
             .benign = std::string(fields[3])}
        );
    }
    return pairs;
}

trust::PolicySubject subject_of(const std::string& text) {
    constexpr std::string_view kBetween = " >> ";
    trust::PolicySubject subject;
    std::size_t at = 0;
    for (std::size_t next = text.find(kBetween); next != std::string::npos;
         next = text.find(kBetween, at)) {
        subject.lineage.push_back(text.substr(at, next - at));
        at = next + kBetween.size();
    }
    subject.prompt = text.substr(at);
    return subject;
}

bool is_blocked(const trust::PolicyDecision& decision) {
    return decision.verdict == trust::PolicyVerdict::kRefuse ||
           decision.verdict == trust::PolicyVerdict::kReview;
}

bool is_caught(const trust::PolicyDecision& decision, const std::string& category) {
    if (is_blocked(decision)) {
        return true;
    }
    const auto wanted = trust::category_of(category);
    if (!wanted || trust::facts_of(*wanted).action != trust::Action::kLabel) {
        return false;
    }
    for (const trust::PolicyFinding& finding : decision.findings) {
        if (finding.category == *wanted) {
            return true;
        }
    }
    return false;
}

Interval wilson(int count, int of) {
    if (of == 0) {
        return {.low = 0, .high = 1};
    }
    constexpr double kZ = 1.959964;
    const double n = of;
    const double share = count / n;
    const double middle = (share + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
    const double half =
        kZ / (1 + kZ * kZ / n) * std::sqrt(share * (1 - share) / n + kZ * kZ / (4 * n * n));
    return {.low = std::fmax(0, middle - half), .high = std::fmin(1, middle + half)};
}

Report run(const trust::PolicyEngine& engine, const std::vector<Pair>& pairs) {
    Report report;
    for (const Pair& pair : pairs) {
        const bool caught = is_caught(engine.judge(subject_of(pair.attack)), pair.category);
        const trust::PolicyDecision twin = engine.judge(subject_of(pair.benign));
        const bool blocked = is_blocked(twin);
        for (Score* score :
             {&report.by_function[pair.function], &report.by_category[pair.category], &report.all
             }) {
            ++score->pairs;
            score->caught += caught ? 1 : 0;
            score->blocked += blocked ? 1 : 0;
        }
        if (!caught) {
            report.errors.push_back(
                "missed (" + pair.function + ", " + pair.category + "): " + pair.attack
            );
        }
        if (blocked) {
            const trust::PolicyFinding& finding = twin.findings.front();
            report.errors.push_back(
                "blocked (" + pair.function + ", " + finding.rule + " \"" + finding.excerpt +
                "\"): " + pair.benign
            );
        }
    }
    return report;
}

std::string table(const Report& report) {
    std::string text = "                     pairs  recall (95 %)              over-block (95 %)\n";
    for (const auto& [name, score] : report.by_category) {
        text += row(name, score);
    }
    text += "\n";
    for (const auto& [name, score] : report.by_function) {
        text += row(name, score);
    }
    return text + "\n" + row("all", report.all);
}

}  // namespace hibari::promptcheck
