#include "store/connection_pool.h"

#include "base/check.h"

namespace hibari::store::detail {

ConnectionPool::ConnectionPool(const Driver& driver, const DatabaseOptions& options)
    : driver_(driver),
      connections_max_(options.connections_max),
      statements_max_(options.statements_max),
      wait_max_(options.busy_timeout) {
    HIBARI_CHECK(connections_max_ > 0);
}

ConnectionPool::Loan::~Loan() {
    if (connection_ != nullptr) {
        pool_->give_back(std::move(connection_));
    }
}

void ConnectionPool::Loan::discard() {
    connection_.reset();
    pool_->give_back(nullptr);
}

Outcome<ConnectionPool::Loan> ConnectionPool::borrow() {
    {
        std::unique_lock lock(mutex_);
        const bool free = freed_.wait_for(lock, wait_max_, [this] {
            return !idle_.empty() || open_ < connections_max_;
        });
        if (!free) {
            return tl::unexpected(Failure{
                {.code = ErrorCode::kUnavailable,
                 .message = "all database connections are busy",
                 .hint = "try again, or allow more connections"}
            });
        }
        if (!idle_.empty()) {
            std::unique_ptr<Connection> connection = std::move(idle_.back());
            idle_.pop_back();
            return Loan(*this, std::move(connection));
        }
        open_ += 1;
    }
    auto opened = Connection::open(driver_, statements_max_);
    if (!opened) {
        give_back(nullptr);
        return tl::unexpected(std::move(opened.error()));
    }
    return Loan(*this, std::move(*opened));
}

void ConnectionPool::give_back(std::unique_ptr<Connection> connection) {
    {
        const std::lock_guard lock(mutex_);
        if (connection != nullptr) {
            idle_.push_back(std::move(connection));
        } else {
            open_ -= 1;
        }
    }
    freed_.notify_one();
}

}  // namespace hibari::store::detail
