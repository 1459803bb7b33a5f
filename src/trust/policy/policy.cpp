#include "trust/policy/policy.h"

#include "base/check.h"
#include "base/text.h"
#include "trust/policy/block_list.h"
#include "trust/policy/classifier.h"
#include "trust/policy/embedded.h"
#include "trust/policy/knowledge.h"
#include "trust/policy/likeness_checker.h"
#include "trust/policy/patterns.h"
#include "trust/policy/plain_text.h"
#include "trust/policy/rules.h"
#include "trust/policy/scene.h"
#include "trust/policy/verdict.h"
#include "trust/policy/vote.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <mutex>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>

namespace hibari::trust {
namespace {

/// Owners' texts whose rules are remembered.
constexpr std::size_t kParsedMax = 1000;
constexpr std::size_t kHashedWeights = 256 * 1024;

/// Texts that were folded one after the other, and where each comes from.
struct Reading {
    Scene scene;
    std::vector<std::string_view> texts;
    std::vector<Span> places;
    std::vector<const TimedText*> timed;
    std::optional<PolicyFinding> fault;
    /// The classifier reads it, too.
    bool is_classified = false;
    /// What it reads.
    PlainText plain = {};
};

std::uint64_t hashed(std::string_view text, std::uint64_t hash) {
    // FNV-1a, 64 bits.
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return hash;
}

std::string hexadecimal(std::uint64_t number) {
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) {
        text += "0123456789abcdef"[(number >> shift) & 15U];
    }
    return text;
}

class Engine final : public PolicyEngine {
  public:
    Engine(std::unique_ptr<const Knowledge> knowledge, const PolicyOptions& options)
        : knowledge_(std::move(knowledge)),
          options_(options),
          opt_ins_(options.opt_ins, knowledge_->folder()) {}

    Result<void> load() {
        const Lexicon& lexicon = knowledge_->lexicon();
        is_listed_.assign(lexicon.size(), false);
        for (const std::string_view name : kListedConcepts) {
            if (const auto what = lexicon.find(name)) {
                is_listed_[*what] = true;
            }
        }
        classifier_ = HIBARI_TRY(Classifier::create(*knowledge_));
        patterns_ = HIBARI_TRY(Patterns::create(options_.patterns));
        likeness_ =
            std::make_unique<LikenessChecker>(knowledge_->folder(), knowledge_->words(), lexicon);
        std::uint64_t hash = 0xcbf29ce484222325ULL;
        for (const std::string_view data : lexicon_files()) {
            hash = hashed(data, hash);
        }
        for (const std::string_view data : name_files()) {
            hash = hashed(data, hash);
        }
        for (const std::string_view data :
             {embedded::policy_rules,
              std::string_view(options_.block_list),
              std::string_view(options_.patterns)}) {
            hash = hashed(data, hash);
        }
        // Begins with what every training changes.
        hash = hashed(embedded::policy_classifier.substr(0, kHashedWeights), hash);
        for (const OptIn& opt_in : options_.opt_ins) {
            hash = hashed(opt_in.name, hash);
        }
        for (const CategoryOptions& set : options_.categories) {
            hash = hashed(set.action ? to_string(*set.action) : "-", hash);
            hash = hashed(set.threshold ? std::to_string(*set.threshold) : "-", hash);
        }
        version_ = hexadecimal(hash);
        return {};
    }

    PolicyDecision judge(const PolicySubject& subject) const override {
        std::vector<PolicyFinding> findings;
        judge_asked(subject, findings);
        judge_timed(subject, subject.lines, TextPlace::kLine, findings);
        judge_timed(subject, subject.facts, TextPlace::kFact, findings);
        for (const FrameHint& hint : subject.frames) {
            add_hint(subject, hint, findings);
        }
        for (const LikenessAbsence& absence : likeness_->absent(subject)) {
            PolicyFinding finding;
            finding.rule = kAbsentRule;
            finding.category = Category::kLikenessRule;
            finding.stage = Stage::kFrames;
            finding.excerpt = utf8_prefix(absence.thing, kExcerptMax);
            finding.second = subject.shown[absence.shown].second;
            finding.score = 1;
            finding.likeness = absence.likeness;
            add(subject, std::move(finding), std::nullopt, findings);
        }
        PolicyDecision decision = decide(std::move(findings));
        decision.policy_version = version_;
        return decision;
    }

    LikenessRules parse_likeness_rules(std::string_view text) const override {
        const std::scoped_lock lock(parsed_mutex_);
        const auto found = parsed_.find(std::string(text));
        if (found != parsed_.end()) {
            return found->second;
        }
        if (parsed_.size() >= kParsedMax) {
            parsed_.clear();
        }
        return parsed_.emplace(std::string(text), likeness_->parse(text)).first->second;
    }

    std::string_view version() const override { return version_; }

  private:
    Terms terms(const PolicySubject& subject, Category category) const {
        return terms_of(
            options_.categories[static_cast<std::size_t>(category)],
            category,
            subject.stage,
            subject.account_is_teen
        );
    }

    PolicyFinding input_fault(const PolicySubject& subject, std::string_view rule, const Span& span)
        const {
        PolicyFinding finding;
        finding.rule = rule;
        finding.category = Category::kInput;
        finding.stage = subject.stage;
        finding.span = span;
        finding.score = 1;
        return finding;
    }

    void read(const PolicySubject& subject, std::string_view text, Span place, Reading& reading)
        const {
        if (reading.fault) {
            return;
        }
        if (reading.texts.size() >= kPolicyTextsMax || text.size() > kPolicyTextMax) {
            place.end = text.size();
            reading.fault = input_fault(subject, "input.too_long", place);
            return;
        }
        const auto index = static_cast<std::uint16_t>(reading.texts.size());
        const auto fault = knowledge_->folder().fold(text, index, reading.scene.tokens);
        if (fault) {
            place.begin = fault->at;
            place.end = fault->at + fault->size;
            reading.fault = input_fault(subject, fault->rule, place);
            return;
        }
        reading.texts.push_back(text);
        reading.places.push_back(place);
    }

    void judge_asked(const PolicySubject& subject, std::vector<PolicyFinding>& findings) const {
        Reading reading;
        for (std::size_t i = 0; i < subject.lineage.size(); ++i) {
            read(subject, subject.lineage[i], {.place = TextPlace::kLineage, .index = i}, reading);
        }
        read(subject, subject.prompt, {.place = TextPlace::kPrompt}, reading);
        reading.scene.is_lineage = !subject.lineage.empty();
        reading.is_classified = is_prose(subject.stage);
        judge_reading(subject, reading, findings);
        if (!subject.style.empty()) {
            Reading style;
            read(subject, subject.style, {.place = TextPlace::kPrompt}, style);
            judge_reading(subject, style, findings);
        }
    }

    void judge_timed(
        const PolicySubject& subject,
        const std::vector<TimedText>& texts,
        TextPlace place,
        std::vector<PolicyFinding>& findings
    ) const {
        if (texts.empty()) {
            return;
        }
        Reading reading;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            read(subject, texts[i].text, {.place = place, .index = i}, reading);
            reading.timed.push_back(&texts[i]);
        }
        reading.is_classified = place == TextPlace::kLine;
        judge_reading(subject, reading, findings);
    }

    void judge_reading(
        const PolicySubject& subject, Reading& reading, std::vector<PolicyFinding>& findings
    ) const {
        if (reading.fault) {
            findings.push_back(std::move(*reading.fault));
            return;
        }
        std::vector<CalledName> names;
        bool has_person = false;
        bool has_teen = false;
        for (std::size_t i = 0; i < subject.likenesses.size(); ++i) {
            const SubjectLikeness& likeness = subject.likenesses[i];
            has_person = has_person || likeness.is_person;
            has_teen = has_teen || (likeness.is_person && likeness.is_teen);
            for (const std::string& name : likeness.names) {
                names.push_back(
                    {.name = knowledge_->folder().fold_phrase(name),
                     .is_person = likeness.is_person,
                     .likeness = i}
                );
            }
        }
        Scene& scene = reading.scene;
        scene.has_likeness = has_person;
        scene.has_strict_likeness = std::ranges::any_of(subject.likenesses, [](const auto& one) {
            return one.is_person && one.strict;
        });
        scene.has_teen_likeness = has_teen;
        read_scene(scene, knowledge_->lexicon(), knowledge_->concepts(), names);
        std::vector<CalledName> listed;
        std::set<std::string> allowed;
        for (std::size_t i = 0; i < subject.listed.size(); ++i) {
            for (const std::string& name : subject.listed[i].names) {
                std::string folded = knowledge_->folder().fold_phrase(name);
                if (subject.listed[i].is_allowed) {
                    allowed.insert(std::move(folded));
                } else if (!folded.empty()) {
                    listed.push_back({.name = std::move(folded), .likeness = i});
                }
            }
        }
        for (const PlacedName& place : places_of(listed, scene.tokens)) {
            PolicyFinding finding = found(subject, reading, place.first, place.last);
            finding.rule = "registry.name";
            finding.category = subject.listed[listed[place.name].likeness].category;
            finding.score = 1;
            add(subject, std::move(finding), std::nullopt, findings);
        }
        bool has_allowed = false;
        const auto skip = [&](const Mention& anchor) {
            // Only what a list names can be opted in, not what a rule looks for.
            if (!is_listed_[anchor.what]) {
                return false;
            }
            const std::string& name = knowledge_->lexicon().entry(anchor.entry).name;
            const bool is_allowed =
                allowed.contains(name) || opt_ins_.allows(name, subject.project);
            has_allowed = has_allowed || is_allowed;
            return is_allowed;
        };
        std::vector<std::uint32_t> applying;
        std::vector<Hit> hits;
        for (std::uint32_t i = 0; i < knowledge_->rules().size(); ++i) {
            if (const auto hit = apply_rule(knowledge_->rules()[i], scene, skip)) {
                applying.push_back(i);
                hits.push_back(*hit);
            }
        }
        std::optional<Classification> said;
        AllTerms terms;
        if (reading.is_classified && !scene.tokens.empty()) {
            for (std::size_t i = 0; i < kCategories; ++i) {
                terms[i] = this->terms(subject, static_cast<Category>(i));
            }
            reading.plain = plain_text(reading.texts, scene, *knowledge_);
            said = classifier_->classify(reading.plain, scene, applying);
            if (has_allowed) {
                forget_listed(*said);
            }
        }
        // Where a teen is concerned, no doubt helps.
        const bool may_overrule = said && !subject.account_is_teen && !has_teen;
        for (const Hit& hit : hits) {
            const Rule& rule = *hit.rule;
            const bool is_certain = is_listed_[rule.needs.front().any_of.front()];
            if (may_overrule && !is_certain && is_overruled(rule, *said, terms)) {
                continue;
            }
            PolicyFinding finding = found(subject, reading, hit.first, hit.last);
            finding.rule = rule.name;
            finding.category = rule.category;
            finding.score = rule.score;
            add(subject, std::move(finding), rule.action, findings);
        }
        const bool is_stopped = std::ranges::any_of(findings, [](const PolicyFinding& finding) {
            return finding.action >= Action::kReview;
        });
        if (said && !is_stopped) {
            add_classified(subject, reading, applying, *said, terms, findings);
        }
        const FoldedLine line = patterns_.is_empty() ? FoldedLine() : line_of(scene.tokens);
        for (const PatternHit& hit : patterns_.find(line)) {
            PolicyFinding finding = found(subject, reading, hit.first, hit.last);
            finding.rule = "operator." + std::string(hit.name);
            finding.category = Category::kOperatorRule;
            finding.score = 1;
            add(subject, std::move(finding), hit.action, findings);
        }
        for (const LikenessHit& hit : likeness_->check(subject, scene)) {
            PolicyFinding finding = found(subject, reading, hit.first, hit.last);
            finding.rule = hit.rule;
            finding.category = Category::kLikenessRule;
            finding.score = 1;
            finding.likeness = hit.likeness;
            add(subject, std::move(finding), std::nullopt, findings);
        }
    }

    /// Prompts and what is spoken are sentences; names and captions are not what the classifier was
    /// trained on.
    static bool is_prose(Stage stage) {
        return stage == Stage::kPrompt || stage == Stage::kTranscript;
    }

    /// Whoever may be shown is nothing against a text.
    static void forget_listed(Classification& said) {
        for (const Category category :
             {Category::kPublicFigure,
              Category::kDeadPerson,
              Category::kCopyright,
              Category::kMusicImitation,
              Category::kRealPerson}) {
            said.odds[static_cast<std::size_t>(category)] =
                -std::numeric_limits<double>::infinity();
        }
    }

    void add_classified(
        const PolicySubject& subject,
        const Reading& reading,
        std::span<const std::uint32_t> rules,
        const Classification& said,
        const AllTerms& terms,
        std::vector<PolicyFinding>& findings
    ) const {
        const auto found = found_by_classifier(said, terms);
        if (!found) {
            return;
        }
        const auto blamed = classifier_->blame(reading.plain, reading.scene, rules, said);
        const std::uint32_t last = std::max(blamed.last, blamed.first + 1);
        PolicyFinding finding = this->found(subject, reading, blamed.first, last);
        finding.rule = "classifier." + std::string(to_string(found->category));
        finding.category = found->category;
        finding.score = found->score;
        add(subject, std::move(finding), std::nullopt, findings);
    }

    /// A finding at those tokens, still without its rule.
    PolicyFinding found(
        const PolicySubject& subject,
        const Reading& reading,
        std::uint32_t first,
        std::uint32_t last
    ) const {
        PolicyFinding finding;
        finding.stage = subject.stage;
        const auto& tokens = reading.scene.tokens;
        const std::uint16_t text = tokens[first].text_index;
        // A phrase may go on in the next text; the span is of the one where it begins.
        while (last > first + 1 && tokens[last - 1].text_index != text) {
            --last;
        }
        finding.span = reading.places[text];
        finding.span.begin = tokens[first].begin;
        finding.span.end = std::max(tokens[last - 1].end, tokens[first].end);
        finding.excerpt = utf8_prefix(
            reading.texts[text].substr(finding.span.begin, finding.span.end - finding.span.begin),
            kExcerptMax
        );
        if (text < reading.timed.size()) {
            finding.second = reading.timed[text]->second;
        }
        return finding;
    }

    void add(
        const PolicySubject& subject,
        PolicyFinding finding,
        std::optional<Action> action,
        std::vector<PolicyFinding>& findings
    ) const {
        const Terms terms = this->terms(subject, finding.category);
        if (finding.score < terms.threshold || terms.action == Action::kAllow) {
            return;
        }
        finding.action = terms.action;
        if (action && !facts_of(finding.category).floor) {
            // A rule may ask for more than its category does, and never for more than an operator.
            const bool is_set =
                options_.categories[static_cast<std::size_t>(finding.category)].action.has_value();
            finding.action = is_set ? std::min(*action, terms.action) : *action;
        }
        findings.push_back(std::move(finding));
    }

    void add_hint(
        const PolicySubject& subject, const FrameHint& hint, std::vector<PolicyFinding>& findings
    ) const {
        const bool is_floor = facts_of(hint.category).floor;
        if (is_floor && hint.score < kFloorHintScore) {
            return;
        }
        PolicyFinding finding;
        finding.rule = std::string(to_string(hint.category)) + ".frame";
        finding.category = hint.category;
        finding.stage = Stage::kFrames;
        finding.second = hint.second;
        finding.score = hint.score;
        add(subject, std::move(finding), std::nullopt, findings);
    }

    std::unique_ptr<const Knowledge> knowledge_;
    std::unique_ptr<const Classifier> classifier_;
    PolicyOptions options_;
    OptIns opt_ins_;
    /// Of each concept whether it is one of the block lists'.
    std::vector<bool> is_listed_;
    Patterns patterns_;
    std::unique_ptr<const LikenessChecker> likeness_;
    /// PolicyFinding all kinds of a thing takes milliseconds, and owners' texts seldom change.
    mutable std::mutex parsed_mutex_;
    mutable std::unordered_map<std::string, LikenessRules> parsed_;
    std::string version_;
};

}  // namespace

Result<std::unique_ptr<const PolicyEngine>> PolicyEngine::create(const PolicyOptions& options) {
    for (const CategoryOptions& set : options.categories) {
        if (set.threshold && !(*set.threshold >= 0 && *set.threshold <= 1)) {
            return fail(ErrorCode::kInvalidArgument, "a threshold is a number from 0 to 1");
        }
    }
    auto knowledge = HIBARI_TRY(Knowledge::load(options.block_list));
    auto engine = std::make_unique<Engine>(std::move(knowledge), options);
    HIBARI_TRY(engine->load());
    return std::unique_ptr<const PolicyEngine>(std::move(engine));
}

}  // namespace hibari::trust
