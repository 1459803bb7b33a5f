#include "domain/likeness_uses.h"

#include "base/text.h"
#include "domain/circle.h"
#include "domain/withholding.h"

#include <algorithm>

namespace hibari::domain {
namespace {

using store::Timestamp;
using store::Transaction;
using trust::Likeness;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_handle_character(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

/// Bytes of other scripts count as letters: an @ behind them stands in a word.
bool is_in_word(char c) {
    return is_handle_character(c) || static_cast<unsigned char>(c) >= 0x80;
}

Error no_handle(const std::string& handle) {
    return {
        .code = ErrorCode::kNotFound,
        .message = "there is no likeness @" + handle,
        .field = "prompt",
        .reason = std::string(trust::kLikenessUnknown),
    };
}

Error named(Error error, const std::string& field) {
    error.field = field;
    return error;
}

/// A likeness that came with somebody else's clip is remixed; one that is named anew, or that came
/// with one's own clip, is used as in a first one.
Result<trust::Use> use_in(Transaction& tx, const Video& video, const Likeness& likeness) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT 1 FROM likeness_uses WHERE kind = 'video' AND subject = :source AND "
        "likeness = :likeness AND account <> :account",
        {{"source", video.source}, {"likeness", likeness.id}, {"account", video.account}}
    ));
    return row ? trust::Use::kRemix : trust::Use::kCreate;
}

Result<void> may_use_in(
    Transaction& tx, const Video& video, const Likeness& likeness, Timestamp now
) {
    // A moderator's removal stops everybody, its owner too.
    const Subject subject{.kind = SubjectKind::kLikeness, .id = likeness.id};
    if (HIBARI_TRY(withheld_because(tx, subject))) {
        return fail(
            {.code = ErrorCode::kPermissionDenied,
             .message = "this likeness was removed by a moderator",
             .reason = std::string(trust::kLikenessDenied)}
        );
    }
    const trust::Use use = HIBARI_TRY(use_in(tx, video, likeness));
    return trust::may_use(
        tx,
        video.account,
        likeness,
        HIBARI_TRY(relation_of(tx, video.account, likeness.owner)),
        use,
        now
    );
}

Result<void> insert_use(
    Transaction& tx,
    std::string_view kind,
    std::string_view subject,
    const Video& video,
    const Likeness& likeness,
    Timestamp now
) {
    HIBARI_TRY(tx.execute(
        "INSERT INTO likeness_uses (kind, subject, likeness, video, account, grant_id, "
        "grant_version, created_at) VALUES (:kind, :subject, :likeness, :video, :account, :grant, "
        ":version, :now) ON CONFLICT DO NOTHING",
        {{"kind", std::string(kind)},
         {"subject", std::string(subject)},
         {"likeness", likeness.id},
         {"video", video.id},
         {"account", video.account},
         {"grant", likeness.grant.id},
         {"version", likeness.grant.version},
         {"now", store::to_column(now)}}
    ));
    return {};
}

}  // namespace

std::vector<std::string> handles_in(std::string_view prompt) {
    std::vector<std::string> handles;
    for (std::size_t at = prompt.find('@'); at != std::string_view::npos;
         at = prompt.find('@', at + 1)) {
        std::size_t end = at + 1;
        while (end < prompt.size() && is_handle_character(prompt[end])) {
            ++end;
        }
        const std::string_view word = prompt.substr(at + 1, end - at - 1);
        const bool begins = at == 0 || !is_in_word(prompt[at - 1]);
        const bool fits = word.size() >= trust::kHandleBytesMin &&
                          word.size() <= trust::kHandleBytesMax && is_letter(word.front());
        std::string handle = to_lower(word);
        if (begins && fits && std::ranges::find(handles, handle) == handles.end()) {
            handles.push_back(std::move(handle));
        }
    }
    return handles;
}

bool is_likeness_id(std::string_view id) {
    return id.starts_with(trust::kLikenessPrefix);
}

Result<std::vector<Likeness>> admit_likenesses(Transaction& tx, Video& video, Timestamp now) {
    std::vector<Likeness> admitted;
    for (std::size_t i = 0; i < video.characters.size(); ++i) {
        if (!is_likeness_id(video.characters[i])) {
            continue;
        }
        const std::string field = video.source.empty() ? "characters[" + std::to_string(i) + "].id"
                                                       : std::string("video.id");
        const auto likeness = trust::find_likeness(tx, video.characters[i]);
        if (!likeness) {
            return fail(named(likeness.error(), field));
        }
        const auto may = may_use_in(tx, video, *likeness, now);
        if (!may) {
            return fail(named(may.error(), field));
        }
        admitted.push_back(*likeness);
    }
    for (const std::string& handle : handles_in(video.prompt)) {
        const auto likeness = HIBARI_TRY(trust::find_by_handle(tx, handle));
        if (!likeness) {
            return fail(no_handle(handle));
        }
        if (std::ranges::find(video.characters, likeness->id) != video.characters.end()) {
            continue;
        }
        const auto may = may_use_in(tx, video, *likeness, now);
        if (!may) {
            const bool unknown = may.error().reason == trust::kLikenessUnknown;
            return fail(unknown ? no_handle(handle) : named(may.error(), "prompt"));
        }
        video.characters.push_back(likeness->id);
        admitted.push_back(*likeness);
    }
    if (video.characters.size() > kCastMax) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "at most " + std::to_string(kCastMax) + " likenesses and characters",
             .field = "prompt",
             .reason = "too_many_characters"}
        );
    }
    return admitted;
}

Result<void> record_uses(
    Transaction& tx, const Video& video, const std::vector<Likeness>& likenesses, Timestamp now
) {
    for (const Likeness& likeness : likenesses) {
        HIBARI_TRY(insert_use(tx, "video", video.id, video, likeness, now));
        if (!video.source.empty()) {
            HIBARI_TRY(insert_use(tx, "remix", video.source + ">" + video.id, video, likeness, now)
            );
        }
    }
    return {};
}

Result<void> carry_uses(
    Transaction& tx,
    std::string_view kind,
    std::string_view subject,
    std::string_view video,
    std::string_view account,
    Timestamp now
) {
    HIBARI_TRY(tx.execute(
        "INSERT INTO likeness_uses (kind, subject, likeness, video, account, grant_id, "
        "grant_version, created_at) SELECT :kind, :subject, u.likeness, u.video, :account, "
        "u.grant_id, l.grant_version, :now FROM likeness_uses u JOIN likenesses l "
        "ON l.id = u.likeness WHERE u.kind = 'video' AND u.subject = :video "
        "ON CONFLICT DO NOTHING",
        {{"kind", std::string(kind)},
         {"subject", std::string(subject)},
         {"video", std::string(video)},
         {"account", std::string(account)},
         {"now", store::to_column(now)}}
    ));
    return {};
}

Result<std::vector<Likeness>> check_uses(Transaction& tx, const Video& video, Timestamp now) {
    std::vector<Likeness> likenesses;
    for (const std::string& id : video.characters) {
        if (!is_likeness_id(id)) {
            continue;
        }
        Likeness likeness = HIBARI_TRY(trust::find_likeness(tx, id));
        HIBARI_TRY(may_use_in(tx, video, likeness, now));
        likenesses.push_back(std::move(likeness));
    }
    return likenesses;
}

Result<bool> owns_likeness_in(Transaction& tx, std::string_view account, std::string_view video) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT 1 FROM likeness_uses u JOIN likenesses l ON l.id = u.likeness "
        "WHERE u.kind = 'video' AND u.subject = :video AND l.owner = :account AND "
        "l.state <> 'deleted' LIMIT 1",
        {{"video", std::string(video)}, {"account", std::string(account)}}
    ));
    return row.has_value();
}

Result<bool> has_likeness(Transaction& tx, std::string_view video) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT 1 FROM likeness_uses WHERE kind = 'video' AND subject = :video LIMIT 1",
        {{"video", std::string(video)}}
    ));
    return row.has_value();
}

}  // namespace hibari::domain
