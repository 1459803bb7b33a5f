#include "store/database.h"

#include "base/check.h"
#include "store/connection.h"
#include "store/engines.h"

#include <charconv>
#include <exception>
#include <new>

namespace hibari::store {
namespace {

std::int64_t to_integer(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    // The text itself is somebody's data and stays out of the message.
    HIBARI_CHECK(error == std::errc() && end == text.data() + text.size(), text.size());
    return value;
}

// Says no more than a Failure does: whether to try again is the engine's business.
template <typename T>
Result<T> to_result(detail::Outcome<T> outcome) {
    if (!outcome) {
        return fail(std::move(outcome.error().error));
    }
    return std::move(*outcome);
}

}  // namespace

std::size_t Row::find(std::string_view column) const {
    for (std::size_t i = 0; i < names_->size(); ++i) {
        if ((*names_)[i] == column) {
            return i;
        }
    }
    HIBARI_CHECK(false, column);
    return 0;
}

bool Row::is_null(std::size_t column) const {
    HIBARI_CHECK(column < values_.size(), column, values_.size());
    return !values_[column].has_value();
}

std::int64_t Row::integer(std::size_t column) const {
    return to_integer(text(column));
}

const std::string& Row::text(std::size_t column) const {
    HIBARI_CHECK(!is_null(column), (*names_)[column]);
    return *values_[column];
}

std::optional<std::int64_t> Row::optional_integer(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<std::string> Row::optional_text(std::size_t column) const {
    HIBARI_CHECK(column < values_.size(), column, values_.size());
    return values_[column];
}

Result<std::vector<Row>> Transaction::query(std::string_view sql, const Parameters& parameters) {
    return std::move(HIBARI_TRY(to_result(connection_.run(sql, parameters.list(), kRowsMax))).rows);
}

Result<std::optional<Row>> Transaction::query_one(
    std::string_view sql, const Parameters& parameters
) {
    std::vector<Row> rows = HIBARI_TRY(query(sql, parameters));
    if (rows.size() > 1) {
        return fail(ErrorCode::kInternal, "one row was expected, and there are several");
    }
    if (rows.empty()) {
        return std::optional<Row>();
    }
    return std::optional<Row>(std::move(rows.front()));
}

Result<Row> Transaction::query_row(std::string_view sql, const Parameters& parameters) {
    std::optional<Row> row = HIBARI_TRY(query_one(sql, parameters));
    if (!row) {
        return fail(ErrorCode::kNotFound, "there is no such row");
    }
    return std::move(*row);
}

Result<std::int64_t> Transaction::execute(std::string_view sql, const Parameters& parameters) {
    return HIBARI_TRY(to_result(connection_.run(sql, parameters.list(), kRowsMax))).changed;
}

Result<void> Transaction::run_script(const std::string& sql) {
    auto outcome = connection_.run_script(sql);
    if (!outcome) {
        return fail(std::move(outcome.error().error));
    }
    return {};
}

Dialect Transaction::dialect() const {
    return connection_.dialect();
}

Result<std::unique_ptr<Database>> Database::open(const DatabaseOptions& options) {
    constexpr std::string_view kSqlite = "sqlite:";
    std::unique_ptr<detail::Engine> engine;
    if (options.url.starts_with(kSqlite)) {
        engine = HIBARI_TRY(detail::open_sqlite(options.url.substr(kSqlite.size()), options));
    } else if (options.url.starts_with("postgresql://") || options.url.starts_with("postgres://")) {
        engine = HIBARI_TRY(detail::open_postgres(options));
    } else {
        // The url may hold a password and is not repeated.
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "the database url is of no known kind",
            .hint = "write sqlite:/path/hibari.db or postgresql://user@host/name",
        });
    }
    return std::make_unique<Database>(std::move(engine), options);
}

namespace detail {
namespace {

// Per thread, because that is where a transaction would wait for itself.
thread_local bool inside_transaction = false;

}  // namespace

InsideTransaction::InsideTransaction() {
    HIBARI_CHECK(!inside_transaction);
    inside_transaction = true;
}

InsideTransaction::~InsideTransaction() {
    inside_transaction = false;
}

Result<void> run_work(const Work& work, Connection& connection) {
    Transaction transaction(connection);
    Result<void> result;
    try {
        result = work(transaction);
    } catch (const std::bad_alloc&) {
        result = fail(ErrorCode::kResourceExhausted, "out of memory in a transaction");
    } catch (const std::exception& error) {
        result =
            fail(ErrorCode::kInternal, std::string("exception in a transaction: ") + error.what());
    }
    if (result && connection.failure()) {
        return fail(connection.failure()->error);
    }
    return result;
}

}  // namespace detail

}  // namespace hibari::store
