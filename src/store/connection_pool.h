#pragma once

// Connections that are lent out one thread at a time. They are opened when they are first needed
// and the one used last is lent first, because its statements are warm.

#include "store/connection.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace hibari::store::detail {

/// A bounded set of connections; safe from any thread.
class ConnectionPool {
  public:
    ConnectionPool(const Driver& driver, const DatabaseOptions& options);

    /// A connection on loan, given back at the end of its scope.
    class Loan {
      public:
        Loan(ConnectionPool& pool, std::unique_ptr<Connection> connection)
            : pool_(&pool), connection_(std::move(connection)) {}

        Loan(Loan&&) = default;
        Loan& operator=(Loan&&) = delete;
        ~Loan();

        Connection& operator*() const { return *connection_; }

        Connection* operator->() const { return connection_.get(); }

        /// Closes it instead of giving it back: it is broken.
        void discard();

      private:
        ConnectionPool* pool_;
        std::unique_ptr<Connection> connection_;
    };

    /// Waits for a free one; kUnavailable when there is none for the busy timeout.
    Outcome<Loan> borrow();

  private:
    void give_back(std::unique_ptr<Connection> connection);

    const Driver& driver_;
    const std::size_t connections_max_;
    const std::size_t statements_max_;
    const std::chrono::milliseconds wait_max_;

    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t open_ = 0;
};

}  // namespace hibari::store::detail
