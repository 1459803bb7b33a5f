#include "domain/policy_desk.h"

#include "base/ids.h"
#include "base/text.h"
#include "domain/age_band.h"
#include "domain/characters.h"
#include "domain/likeness_uses.h"
#include "domain/policy_passes.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace hibari::domain {
namespace {

using store::Timestamp;
using store::Transaction;

/// Bytes of one text that a decision's row keeps for whoever looks at an appeal.
constexpr std::size_t kKeptTextMax = 4000;
/// Names of the registry that are held against one prompt.
constexpr std::int64_t kListedMax = 20'000;
/// Words of one fact.
constexpr std::size_t kFactBytesMax = 8000;

/// The registry's active names, and whether that account is permitted.
Result<std::vector<trust::ListedName>> listed_names(Transaction& tx, const std::string& account) {
    const auto rows = HIBARI_TRY(tx.query(
        "SELECT d.kind, d.name, d.aliases, (SELECT COUNT(*) FROM depiction_permits p WHERE "
        "p.depiction = d.id AND (p.account = :account OR p.account = '')) AS permits "
        "FROM depictions d WHERE d.state = 'active' ORDER BY d.created_at, d.id LIMIT :most",
        {{"account", account}, {"most", kListedMax}}
    ));
    std::vector<trust::ListedName> names;
    for (const auto& row : rows) {
        const std::string kind = row.text("kind");
        trust::ListedName listed{
            .category = kind == "estate" ? trust::Category::kDeadPerson
                        : kind == "work" ? trust::Category::kCopyright
                                         : trust::Category::kPublicFigure,
            .names = {row.text("name")},
            .is_allowed = row.integer("permits") > 0,
        };
        const std::string aliases = row.text("aliases");
        for (const std::string_view alias : split(aliases, '\n')) {
            if (!trim(alias).empty()) {
                listed.names.emplace_back(trim(alias));
            }
        }
        names.push_back(std::move(listed));
    }
    return names;
}

/// All words in a piece of a script: "person", "red", "walks".
void add_words(const Json& json, std::string& words) {
    if (json.is_string()) {
        if (words.size() < kFactBytesMax) {
            words += (words.empty() ? "" : ", ") + json.as_string();
        }
    } else if (json.is_array()) {
        for (const Json& item : json.items()) {
            add_words(item, words);
        }
    } else if (json.is_object()) {
        for (const JsonMember& member : json.members()) {
            if (member.key == "id" || member.key == "lines") {
                continue;
            }
            add_words(member.value, words);
            // "fedora hat", "dark glasses"; "scarf" where it only says that there is one.
            const bool names_kind = member.key == "hat" || member.key == "glasses";
            if (names_kind && member.value.is_string()) {
                words += " " + member.key;
            } else if (member.value.is_bool() && member.value.as_bool()) {
                add_words(Json(member.key), words);
            }
        }
    }
}

void add_lines(const Json& part, double second, trust::PolicySubject& subject) {
    const Json* lines = part.find("lines");
    if (lines == nullptr || !lines->is_array()) {
        return;
    }
    for (const Json& line : lines->items()) {
        const Json* text = line.find("text");
        const Json* speaker = line.find("speaker");
        if (text != nullptr && text->is_string()) {
            subject.lines.push_back(
                {.text = text->as_string(),
                 .second = second,
                 .who = speaker != nullptr && speaker->is_string() ? speaker->as_string() : ""}
            );
        }
    }
}

void add_shown(const Json& part, double second, trust::PolicySubject& subject) {
    const Json* entities = part.find("entities");
    if (entities == nullptr || !entities->is_array()) {
        return;
    }
    for (const Json& entity : entities->items()) {
        const Json* likeness = entity.find("likeness");
        if (likeness == nullptr || !likeness->is_string()) {
            continue;
        }
        trust::TimedText shown{.second = second, .who = likeness->as_string()};
        if (const Json* look = entity.find("look")) {
            add_words(*look, shown.text);
        }
        subject.shown.push_back(std::move(shown));
    }
}

double duration_of(const Json& part) {
    const Json* duration = part.find("duration_s");
    return duration != nullptr && duration->is_number() ? duration->as_number() : 0;
}

/// The script's spoken lines and what it shows, each with the second at which its take begins.
void read_script(const Json& script, trust::PolicySubject& subject) {
    const Json* shots = script.find("shots");
    if (shots == nullptr || !shots->is_array()) {
        return;
    }
    double second = 0;
    for (const Json& shot : shots->items()) {
        add_lines(shot, second, subject);
        add_shown(shot, second, subject);
        std::string seen;
        for (const std::string_view key : {"place", "entities", "actions"}) {
            if (const Json* part = shot.find(key)) {
                add_words(*part, seen);
            }
        }
        subject.facts.push_back({.text = std::move(seen), .second = second});
        second += duration_of(shot);
        const Json* more = shot.find("continuations");
        if (more == nullptr || !more->is_array()) {
            continue;
        }
        for (const Json& part : more->items()) {
            add_lines(part, second, subject);
            add_shown(part, second, subject);
            std::string also;
            add_words(part, also);
            subject.facts.push_back({.text = std::move(also), .second = second});
            second += duration_of(part);
        }
    }
}

Json kept_texts(const std::vector<std::string>& texts) {
    Json::Array kept;
    for (const std::string& text : texts) {
        kept.emplace_back(utf8_prefix(text, kKeptTextMax));
    }
    return kept;
}

Json kept_texts(const std::vector<trust::TimedText>& texts) {
    std::vector<std::string> plain;
    for (const trust::TimedText& text : texts) {
        plain.push_back(text.text);
    }
    return kept_texts(plain);
}

bool is_acted_on(const trust::PolicyDecision& decision) {
    return decision.is_refused() || decision.verdict == trust::PolicyVerdict::kReview;
}

/// Labels stay: who let it through said that it may be made, not that nobody need be told.
void let_through(trust::PolicyDecision& decision) {
    for (trust::PolicyFinding& finding : decision.findings) {
        if (finding.action != trust::Action::kLabel) {
            finding.action = trust::Action::kAllow;
        }
    }
    decision.verdict = decision.labels.empty() ? trust::PolicyVerdict::kAllow
                                               : trust::PolicyVerdict::kAllowWithLabel;
    decision.sentence = "A person looked at this before and let it through.";
    decision.can_appeal = false;
}

std::string place_words(const trust::PolicyFinding& finding) {
    std::string text = "rule " + finding.rule + ", stage " +
                       std::string(trust::to_string(finding.stage)) + ", bytes " +
                       std::to_string(finding.span.begin) + "-" + std::to_string(finding.span.end);
    switch (finding.span.place) {
        case trust::TextPlace::kPrompt:
            break;
        case trust::TextPlace::kLineage:
            text += " of prompt " + std::to_string(finding.span.index + 1) + " of its lineage";
            break;
        case trust::TextPlace::kLine:
            text += " of line " + std::to_string(finding.span.index + 1);
            break;
        case trust::TextPlace::kFact:
            text += " of take " + std::to_string(finding.span.index + 1);
            break;
    }
    return text;
}

}  // namespace

Timestamp PolicyDesk::now() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(clock_.wall_time());
}

trust::SubjectLikeness PolicyDesk::subject_likeness(const trust::Likeness& likeness) const {
    trust::SubjectLikeness subject{
        .id = likeness.id,
        .names = {likeness.name, likeness.handle},
        .is_person = likeness.kind == trust::LikenessKind::kPerson,
        .strict = likeness.scope.strict,
    };
    subject.rules = rules_of(likeness);
    return subject;
}

std::vector<trust::LikenessRule> PolicyDesk::rules_of(const trust::Likeness& likeness) const {
    std::vector<trust::LikenessRule> rules =
        engine_.parse_likeness_rules(likeness.scope.preferences).rules;
    for (trust::LikenessRule& rule :
         engine_.parse_likeness_rules(likeness.scope.restrictions).rules) {
        rule.must = true;
        rules.push_back(std::move(rule));
    }
    return rules;
}

Result<trust::PolicySubject> PolicyDesk::subject_of(Transaction& tx, const Video& video) const {
    trust::PolicySubject subject;
    subject.prompt = video.prompt;
    subject.lineage = video.lineage;
    subject.style = video.style;
    subject.project = video.project;
    subject.listed = HIBARI_TRY(listed_names(tx, video.account));
    subject.account_is_teen = is_minor(HIBARI_TRY(age_of(tx, video.account)));
    // Who may not use one is told so by those who ask for consent; here a name of somebody
    // remains a name of somebody.
    Video copy = video;
    const auto likenesses =
        video.id.empty() ? admit_likenesses(tx, copy, now()) : check_uses(tx, video, now());
    if (likenesses) {
        for (const trust::Likeness& likeness : *likenesses) {
            subject.likenesses.push_back(subject_likeness(likeness));
            // Where nobody knows, it may be one.
            subject.likenesses.back().is_teen =
                HIBARI_TRY(age_of(tx, likeness.owner)) != trust::AgeBand::kAdult;
        }
    }
    for (const std::string& id : video.characters) {
        const auto character = find_character(tx, id);
        if (character) {
            subject.likenesses.push_back({.id = id, .names = {character->name}});
        }
    }
    return subject;
}

Result<PolicyRecord> PolicyDesk::judge(
    const trust::PolicySubject& subject, std::string_view account
) const {
    PolicyRecord record;
    record.id = make_id("policy_");
    record.stage = subject.stage;
    record.decision = engine_.judge(subject);
    record.digest = digest_of(subject);
    if (is_acted_on(record.decision) && !is_beyond_pass(record.decision) &&
        HIBARI_TRY(database_.read([&](Transaction& tx) {
            return has_pass(tx, account, record.digest);
        }))) {
        let_through(record.decision);
    }
    record.judged = Json::object(
        {{"prompt", utf8_prefix(subject.prompt, kKeptTextMax)},
         {"lineage", kept_texts(subject.lineage)},
         {"lines", kept_texts(subject.lines)},
         {"facts", kept_texts(subject.facts)}}
    );
    return record;
}

Result<PolicyRecord> PolicyDesk::judge_order(const Principal& who, const Video& video) const {
    trust::PolicySubject subject =
        HIBARI_TRY(database_.read([&](Transaction& tx) { return subject_of(tx, video); }));
    subject.stage = trust::Stage::kPrompt;
    subject.project = who.project;
    return judge(subject, who.account);
}

Result<PolicyRecord> PolicyDesk::judge_made(const Video& video, const Json& script) const {
    trust::PolicySubject subject =
        HIBARI_TRY(database_.read([&](Transaction& tx) { return subject_of(tx, video); }));
    // The consent of an owner, a list or a rule may have changed since it was asked for.
    subject.stage = trust::Stage::kTranscript;
    read_script(script, subject);
    PolicyRecord record = HIBARI_TRY(judge(subject, video.account));
    record.basis = subject.lines.empty() && subject.facts.empty() ? "prompt" : "script";
    return record;
}

std::optional<Error> PolicyDesk::error_of(const PolicyRecord& record, std::string_view field) {
    const trust::PolicyDecision& decision = record.decision;
    const bool is_review = decision.verdict == trust::PolicyVerdict::kReview;
    if (!is_acted_on(decision)) {
        return std::nullopt;
    }
    std::string message = decision.sentence + " [" + place_words(decision.findings.front()) +
                          ", decision " + record.id +
                          (decision.can_appeal || is_review ? ", can be appealed" : "") + "]";
    return Error{
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .field = std::string(field),
        .reason = std::string(is_review ? kPolicyReviewCode : kPolicyCode),
    };
}

Result<void> PolicyDesk::check_text(
    const Principal& who, trust::Stage stage, std::string_view field, std::string_view text
) const {
    trust::PolicySubject subject;
    subject.stage = stage;
    subject.prompt = text;
    subject.project = who.project;
    HIBARI_TRY(database_.read([&](Transaction& tx) -> Result<void> {
        subject.listed = HIBARI_TRY(listed_names(tx, who.account));
        subject.account_is_teen = is_minor(HIBARI_TRY(age_of(tx, who.account)));
        return {};
    }));
    const PolicyRecord record = HIBARI_TRY(judge(subject, who.account));
    if (auto error = error_of(record, field)) {
        HIBARI_TRY(keep(record, who.project, who.account, ""));
        return fail(std::move(*error));
    }
    return {};
}

Result<void> PolicyDesk::keep(
    Transaction& tx,
    const PolicyRecord& record,
    std::string_view project,
    std::string_view account,
    std::string_view video
) const {
    const trust::PolicyDecision& decision = record.decision;
    const bool has_finding = !decision.findings.empty();
    HIBARI_TRY(tx.execute(
        "INSERT INTO policy_decisions (id, project, account, video, stage, verdict, rule, "
        "category, basis, decision, judged, policy_version, digest, created_at) VALUES (:id, "
        ":project, :account, :video, :stage, :verdict, :rule, :category, :basis, :decision, "
        ":judged, :version, :digest, :now)",
        {{"id", record.id},
         {"project", std::string(project)},
         {"account", std::string(account)},
         {"video", video.empty() ? store::Value(nullptr) : store::Value(std::string(video))},
         {"stage", std::string(trust::to_string(record.stage))},
         {"verdict", std::string(trust::to_string(decision.verdict))},
         {"rule", has_finding ? decision.findings.front().rule : std::string()},
         {"category",
          has_finding ? std::string(trust::to_string(decision.findings.front().category))
                      : std::string()},
         {"basis", std::string(record.basis)},
         {"decision", to_string(trust::to_json(decision))},
         {"judged", to_string(record.judged)},
         {"version", decision.policy_version},
         {"digest", record.digest},
         {"now", store::to_column(now())}}
    ));
    return {};
}

Result<void> PolicyDesk::keep(
    const PolicyRecord& record,
    std::string_view project,
    std::string_view account,
    std::string_view video
) const {
    return database_.write([&](Transaction& tx) {
        return keep(tx, record, project, account, video);
    });
}

Result<std::vector<std::string>> lineage_after(const Video& source) {
    std::vector<std::string> lineage = source.lineage;
    lineage.push_back(source.prompt);
    if (lineage.size() > kLineageMax) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "the video goes back to more prompts than can be checked (" +
                        std::to_string(kLineageMax) + ")",
             .field = "video",
             .reason = "lineage_too_long"}
        );
    }
    return lineage;
}

}  // namespace hibari::domain
