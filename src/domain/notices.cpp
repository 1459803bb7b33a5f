#include "domain/notices.h"

#include "base/ids.h"

#include <algorithm>

namespace hibari::domain {
namespace {

using store::Row;
using store::Transaction;

constexpr std::string_view kColumns =
    "id, kind, subject_kind, subject, text, details, created_at, read_at";

Result<Notice> notice_of(const Row& row) {
    Notice notice;
    notice.id = row.text("id");
    notice.kind = row.text("kind");
    notice.text = row.text("text");
    notice.created_at_us = row.integer("created_at");
    notice.read_at_us = row.optional_integer("read_at");
    if (!row.is_null("subject")) {
        const SubjectKind kind = HIBARI_TRY(subject_kind_of(row.text("subject_kind")));
        notice.subject = Subject{.kind = kind, .id = row.text("subject")};
    }
    if (!row.is_null("details")) {
        notice.details = HIBARI_TRY(parse_json(row.text("details")));
    }
    return notice;
}

Error unknown_notice(std::string_view field) {
    return {
        .code = ErrorCode::kNotFound,
        .message = "there is no such notice",
        .field = std::string(field),
    };
}

store::Value text_or_null(bool present, std::string text) {
    return present ? store::Value(std::move(text)) : store::Value(nullptr);
}

}  // namespace

Result<void> notify(
    Transaction& tx, std::string_view account, const NewNotice& notice, store::Timestamp now
) {
    const bool about = notice.subject.has_value();
    HIBARI_TRY(tx.execute(
        "INSERT INTO notices (id, account, kind, subject_kind, subject, text, details, created_at) "
        "SELECT :id, a.id, :kind, :subject_kind, :subject, :text, :details, :now FROM accounts a "
        "WHERE a.id = :account",
        {{"id", make_id("notice_")},
         {"account", std::string(account)},
         {"kind", std::string(notice.kind)},
         {"subject_kind",
          text_or_null(about, about ? std::string(to_string(notice.subject->kind)) : "")},
         {"subject", text_or_null(about, about ? notice.subject->id : "")},
         {"text", notice.text},
         {"details", text_or_null(!notice.details.is_null(), to_string(notice.details))},
         {"now", store::to_column(now)}}
    ));
    return {};
}

Result<NoticePage> Notices::list(const Principal& who, const PageRequest& page) {
    HIBARI_TRY(require_even_suspended(who, Scope::kRead));
    return database_.read([&](Transaction& tx) -> Result<NoticePage> {
        std::optional<std::int64_t> after;
        if (!page.after.empty()) {
            const auto row = HIBARI_TRY(tx.query_one(
                "SELECT created_at FROM notices WHERE id = :id AND account = :account",
                {{"id", page.after}, {"account", who.account}}
            ));
            if (!row) {
                return fail(unknown_notice("after"));
            }
            after = row->integer("created_at");
        }
        Paging rest = paging(page, after);
        rest.parameters.push_back({"account", who.account});
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT " + std::string(kColumns) + " FROM notices WHERE account = :account" + rest.sql,
            rest.parameters
        ));
        NoticePage found;
        found.has_more = std::ssize(rows) > page.limit;
        for (const Row& row : rows) {
            if (std::ssize(found.notices) < page.limit) {
                found.notices.push_back(HIBARI_TRY(notice_of(row)));
            }
        }
        return found;
    });
}

Result<Notice> Notices::mark_read(const Principal& who, std::string_view id) {
    HIBARI_TRY(require_even_suspended(who, Scope::kWrite));
    const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(clock_.wall_time());
    return database_.write([&](Transaction& tx) -> Result<Notice> {
        const auto row = HIBARI_TRY(tx.query_one(
            "UPDATE notices SET read_at = coalesce(read_at, :now) "
            "WHERE id = :id AND account = :account RETURNING " +
                std::string(kColumns),
            {{"now", store::to_column(now)}, {"id", std::string(id)}, {"account", who.account}}
        ));
        if (!row) {
            return fail(unknown_notice(""));
        }
        return notice_of(*row);
    });
}

}  // namespace hibari::domain
