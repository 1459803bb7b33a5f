#include "trust/keeper/keeper_process.h"

#include "base/base64.h"
#include "base/clock.h"
#include "trust/c2pa/certificates.h"
#include "trust/c2pa/cose.h"
#include "trust/c2pa/key_folder.h"
#include "trust/keeper/keeper_client.h"
#include "trust/keeper/keeper_socket.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <future>
#include <gtest/gtest.h>
#include <optional>
#include <poll.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace hibari::trust {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class KeeperTest : public ::testing::Test {
  protected:
    KeeperTest() {
        std::string name = (fs::temp_directory_path() / "hibari-keeper-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        fs::create_directory(folder_ / "data");
    }

    ~KeeperTest() override { fs::remove_all(folder_); }

    KeeperOptions options() const {
        return {.folder = folder_ / "keys", .socket = folder_ / "data" / "keeper.sock"};
    }

    fs::path folder_;
    SystemClock clock_;
};

std::string text_of(const fs::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// Process ids of the children of a process.
std::vector<pid_t> children_of(pid_t parent) {
    const std::string id = std::to_string(parent);
    std::ifstream list("/proc/" + id + "/task/" + id + "/children");
    std::vector<pid_t> found;
    for (pid_t child = 0; list >> child;) {
        found.push_back(child);
    }
    return found;
}

TEST_F(KeeperTest, SignsAndStampsAndDerivesWithoutTheKeysBeingHere) {
    const auto keeper = KeeperProcess::start(options());
    ASSERT_TRUE(keeper) << to_string(keeper.error());
    KeeperClient client(options().socket);
    const std::string cose = *sign_cose("a claim", client);
    const CoseSignature signature = *read_cose(cose);
    EXPECT_EQ(check_cose(signature, "a claim"), SignatureVerdict::kGood);
    EXPECT_TRUE(signature.time_stamp);
    const std::string key = *client.mark_key();
    EXPECT_EQ(key.size(), 32U);
    EXPECT_EQ(key, *client.mark_key());
    EXPECT_TRUE(certificate_facts(*client.root_certificate()));
}

// A receipt of `bytes` bytes: its header and what else a JWS has.
std::string receipt_text(std::size_t bytes) {
    std::string text = to_base64(R"({"alg":"EdDSA","typ":"consent-receipt+jws")") + ".";
    text.append(bytes - text.size(), 'A');
    return text;
}

TEST_F(KeeperTest, SignsStatementsWithAKeyForEachKindThatIsNotHere) {
    const auto keeper = KeeperProcess::start(options());
    ASSERT_TRUE(keeper) << to_string(keeper.error());
    KeeperClient client(options().socket);
    const auto receipts = client.signing_key(Statement::kReceipt);
    const auto checkpoints = client.signing_key(Statement::kCheckpoint);
    ASSERT_TRUE(receipts && checkpoints);
    EXPECT_NE(receipts->public_key, checkpoints->public_key);
    const std::string checkpoint = "hibari/audit\n7\n" + to_base64(std::string(32, 'r')) + "\n";
    // The longest, too.
    for (const std::size_t bytes : {std::size_t{200}, kStatementBytesMax}) {
        const std::string text = receipt_text(bytes);
        const auto signature = receipts->sign(text);
        ASSERT_TRUE(signature) << bytes << ": " << to_string(signature.error());
        EXPECT_TRUE(is_signed(receipts->public_key, text, *signature));
        EXPECT_FALSE(checkpoints->sign(text));
    }
    const auto signature = checkpoints->sign(checkpoint);
    ASSERT_TRUE(signature) << to_string(signature.error());
    EXPECT_TRUE(is_signed(checkpoints->public_key, checkpoint, *signature));
    EXPECT_FALSE(receipts->sign(checkpoint));
    EXPECT_FALSE(receipts->sign(receipt_text(kStatementBytesMax + 1)));
    EXPECT_FALSE(receipts->sign("anything"));
}

// What the keeper says to the question, past all that the client looks at before it asks.
std::string answer_to(const fs::path& socket, const std::string& packet) {
    const auto raw = connect_for_packets(socket);
    return raw && send_packet(raw->number(), packet) ? receive_packet(raw->number()).value_or("")
                                                     : "";
}

TEST_F(KeeperTest, GivesAwayNoKeyButThatOfTheMarks) {
    const auto keeper = KeeperProcess::start(options());
    ASSERT_TRUE(keeper);
    const fs::path socket = options().socket;
    const auto folder = KeyFolder::open(options().folder, {}, clock_);
    ASSERT_TRUE(folder);
    // What was once asked for every purpose.
    for (const std::string purpose : {"consent receipts", "audit checkpoints", "marks", ""}) {
        const std::string seed = *folder->derive_key(purpose);
        for (char question = 0; question < 32; ++question) {
            const std::string told = answer_to(socket, question + purpose);
            ASSERT_FALSE(told.empty());
            EXPECT_TRUE(told.find(seed) == std::string::npos || purpose == "marks");
        }
    }
    // Signing what is no receipt is refused by the keeper itself.
    EXPECT_EQ(answer_to(socket, "\x07\x01 anything").front(), '\x01');
    EXPECT_EQ(answer_to(socket, "\x07\x01" + receipt_text(200)).size(), 1 + kSignatureBytes);
}

TEST_F(KeeperTest, IsStartedAnewWhenItDies) {
    const auto keeper = KeeperProcess::start(options());
    ASSERT_TRUE(keeper) << to_string(keeper.error());
    KeeperClient client(options().socket);
    const auto before = client.certificates();
    const std::vector<pid_t> guards = children_of(::getpid());
    ASSERT_EQ(guards.size(), 1U);
    const std::vector<pid_t> keepers = children_of(guards.front());
    ASSERT_EQ(keepers.size(), 1U);
    ASSERT_EQ(::kill(keepers.front(), SIGKILL), 0);
    const auto after = client.certificates();
    ASSERT_TRUE(after) << to_string(after.error());
    EXPECT_EQ(*before, *after);
}

TEST_F(KeeperTest, SaysWhyItCannotStart) {
    fs::create_directory(folder_ / "keys");
    fs::permissions(folder_ / "keys", fs::perms::all);
    const auto keeper = KeeperProcess::start(options());
    ASSERT_FALSE(keeper);
    EXPECT_NE(keeper.error().message.find("others than its owner"), std::string::npos)
        << keeper.error().message;
}

TEST_F(KeeperTest, AnswersNonsenseWithAReasonAndGoesOn) {
    const auto keeper = KeeperProcess::start(options());
    ASSERT_TRUE(keeper);
    const auto raw = connect_for_packets(options().socket);
    ASSERT_TRUE(raw);
    for (const std::string& packet : {std::string("\x63"), std::string(16'000, 'x')}) {
        ASSERT_TRUE(send_packet(raw->number(), packet));
        const auto answer = receive_packet(raw->number());
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->front(), '\x01');
    }
    EXPECT_TRUE(KeeperClient(options().socket).certificates());
}

TEST_F(KeeperTest, EndsWithWhoeverStartedIt) {
    {
        ASSERT_TRUE(KeeperProcess::start(options()));
    }
    EXPECT_TRUE(children_of(::getpid()).empty());
    KeeperClient client(options().socket, 200ms);
    // It is killed with its guard, and may take a moment to go.
    bool answers = true;
    for (int i = 0; i < 20 && answers; ++i) {
        answers = client.certificates().has_value();
    }
    EXPECT_FALSE(answers);
}

// As `hibari verify` does while a server starts: first come, first gone.
TEST_F(KeeperTest, AnotherTakesItsPlaceWhenItsStarterEnds) {
    std::optional<KeeperProcess> first(KeeperProcess::start(options()).value());
    const auto second = KeeperProcess::start(options());
    ASSERT_TRUE(second) << to_string(second.error());
    KeeperClient client(options().socket);
    const std::string root = *client.root_certificate();
    const std::string public_key = client.signing_key(Statement::kReceipt)->public_key;
    first.reset();
    const auto after = client.root_certificate();
    ASSERT_TRUE(after) << to_string(after.error());
    EXPECT_EQ(*after, root);
    EXPECT_EQ(client.signing_key(Statement::kReceipt)->public_key, public_key);
}

// How many processes are under the guards that this one has started.
std::size_t keepers() {
    std::size_t count = 0;
    for (const pid_t guard : children_of(::getpid())) {
        count += children_of(guard).size();
    }
    return count;
}

TEST_F(KeeperTest, OneOfManyGuardsHasAKeeper) {
    std::vector<KeeperProcess> all;
    for (int i = 0; i < 4; ++i) {
        all.push_back(KeeperProcess::start(options()).value());
    }
    EXPECT_EQ(children_of(::getpid()).size(), 4U);
    EXPECT_EQ(keepers(), 1U);
}

TEST_F(KeeperTest, ManyThatStartAtOnceGetTheSameKeys) {
    constexpr int kStarters = 8;
    std::vector<pid_t> starters;
    for (int i = 0; i < kStarters; ++i) {
        const pid_t child = ::fork();
        if (child == 0) {
            const auto keeper = KeeperProcess::start(options());
            KeeperClient client(options().socket);
            const auto root = client.root_certificate();
            std::ofstream(folder_ / std::to_string(i)) << (root ? *root : "");
            // Whoever is first ends while others still ask.
            ::_exit(keeper && root && client.certificates() && client.mark_key() ? 0 : 1);
        }
        starters.push_back(child);
    }
    for (const pid_t starter : starters) {
        int status = 0;
        ASSERT_EQ(::waitpid(starter, &status, 0), starter);
        EXPECT_EQ(status, 0);
    }
    const std::string root = text_of(folder_ / "0");
    EXPECT_FALSE(root.empty());
    for (int i = 1; i < kStarters; ++i) {
        EXPECT_EQ(text_of(folder_ / std::to_string(i)), root) << i;
    }
}

class SlowKeeper : public KeeperTest {
  protected:
    // How long that many questions at once take, each in a thread of its own.
    std::chrono::steady_clock::duration time_of(KeeperClient& client, int questions) {
        const auto began = std::chrono::steady_clock::now();
        std::vector<std::jthread> threads;
        threads.reserve(static_cast<std::size_t>(questions));
        for (int i = 0; i < questions; ++i) {
            threads.emplace_back([this, &client] { answered_ += client.mark_key() ? 1 : 0; });
        }
        threads.clear();
        return std::chrono::steady_clock::now() - began;
    }

    std::atomic<int> answered_ = 0;
};

TEST_F(SlowKeeper, KeepsNobodyWaitingForLongerThanOnesPatience) {
    const auto listener = listen_for_packets(options().socket);
    ASSERT_TRUE(listener);
    KeeperClient client(options().socket, 300ms);
    // One after the other they would take ten seconds.
    EXPECT_LT(time_of(client, 32), 6s);
    EXPECT_EQ(answered_, 0);
}

TEST_F(SlowKeeper, OneSlowAnswerDoesNotHoldUpTheOthers) {
    const auto listener = listen_for_packets(options().socket);
    ASSERT_TRUE(listener);
    // Never answers the first that connects, and all others at once.
    std::promise<void> first_is_there;
    std::jthread keeper([&](const std::stop_token& stop) {
        std::vector<FileDescriptor> connections;
        while (!stop.stop_requested()) {
            pollfd wanted{.fd = listener->number(), .events = POLLIN, .revents = 0};
            if (::poll(&wanted, 1, 20) <= 0) {
                continue;
            }
            connections.push_back(accept_same_user(listener->number()).value());
            if (connections.size() == 1) {
                first_is_there.set_value();
            }
            pollfd question{.fd = connections.back().number(), .events = POLLIN, .revents = 0};
            if (connections.size() > 1 && ::poll(&question, 1, 1'000) > 0) {
                static_cast<void>(receive_packet(connections.back().number()));
                static_cast<void>(
                    send_packet(connections.back().number(), write_answer(std::string(32, 'k')))
                );
                connections.pop_back();
            }
        }
    });
    KeeperClient client(options().socket, 3s);
    const auto stalled = std::async(std::launch::async, [&] { return client.root_certificate(); });
    first_is_there.get_future().wait();
    EXPECT_TRUE(client.mark_key());
    EXPECT_EQ(stalled.wait_for(0s), std::future_status::timeout) << "it waits still";
}

}  // namespace
}  // namespace hibari::trust
