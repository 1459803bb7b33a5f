// What signing costs: clips of several sizes from file to file, beside the bare SHA-256 of the same
// file, which nothing that signs can be quicker than, and whether all of them are trusted
// afterwards.
//
//     trust_c2pa_bench [FOLDER]    where files are written; the folder for temporary files when
//     absent
//
// Prints rows of "figure | asked | measured".

#include "base/clock.h"
#include "trust/c2pa/read_manifest.h"
#include "trust/c2pa/sign_file.h"
#include "trust/c2pa/testing.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace hibari;
using namespace hibari::trust;
using trust::testing::Layout;
namespace fs = std::filesystem;

constexpr int kRuns = 9;
constexpr int kClips = 200;
// The goal: milliseconds per clip and per megabyte.
constexpr double kAskedMs = 10;
constexpr double kAskedMsPerMegabyte = 2;

double milliseconds(const std::function<void()>& work) {
    const auto began = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began)
        .count();
}

double median_ms(const std::function<void()>& work) {
    std::vector<double> times;
    for (int i = 0; i < kRuns; ++i) {
        times.push_back(milliseconds(work));
    }
    std::ranges::sort(times);
    return times[kRuns / 2];
}

void check(bool is_good, const char* what) {
    if (!is_good) {
        std::fprintf(stderr, "trust_c2pa_bench: %s\n", what);
        std::exit(1);
    }
}

// An MP4 file whose data is so large.
std::string clip_of(std::size_t megabytes, Layout layout) {
    std::string file = trust::testing::make_mp4(layout);
    std::string data(megabytes * 1'000'000, '\0');
    for (std::size_t i = 0; i < data.size(); ++i) {
        data[i] = static_cast<char>((i * 2'654'435'761U) >> 13U);
    }
    return file + trust::testing::box("mdat", data);
}

void write(const fs::path& path, std::string_view bytes) {
    check(FileSink::create(path)->append(bytes).has_value(), "cannot write");
}

void measure_sizes(ManifestSigner& signer, const fs::path& folder) {
    const fs::path from = folder / "hibari-bench-plain.mp4";
    const fs::path to = folder / "hibari-bench-signed.mp4";
    for (const std::size_t megabytes : {0U, 1U, 10U, 100U}) {
        const std::string clip = clip_of(megabytes, Layout::kIndexFirst);
        write(from, clip);
        const double signed_ms = median_ms([&] {
            const auto done =
                sign_file(from, to, MediaFormat::kMp4, trust::testing::make_info(), signer);
            check(done.has_value(), "cannot sign");
        });
        const double bare_ms = median_ms([&] { static_cast<void>(sha256_of(clip)); });
        const double copy_ms =
            median_ms([&] { fs::copy_file(from, to, fs::copy_options::overwrite_existing); });
        const double asked_ms = kAskedMs + kAskedMsPerMegabyte * static_cast<double>(megabytes);
        std::printf(
            "sign %zu MB | <= %.0f ms | %.2f ms; bare SHA-256 %.2f ms, bare copy %.2f ms",
            megabytes,
            asked_ms,
            signed_ms,
            bare_ms,
            copy_ms
        );
        if (megabytes > 0) {
            std::printf(
                "; %.0f MB/s, %.0f %% of SHA-256 alone",
                1000.0 * static_cast<double>(megabytes) / signed_ms,
                100.0 * bare_ms / signed_ms
            );
        }
        std::printf("\n");
    }
    fs::remove(from);
    fs::remove(to);
}

void measure_layouts(trust::testing::TestAuthority& authority) {
    constexpr Layout kLayouts[] = {
        Layout::kIndexFirst, Layout::kIndexLast, Layout::kWide, Layout::kFragments
    };
    const ReadOptions options{.anchors = {authority.root.certificate}};
    int trusted = 0;
    double sign_ms = 0;
    double read_ms = 0;
    for (int i = 0; i < kClips; ++i) {
        const std::string clip = clip_of(1, kLayouts[i % std::size(kLayouts)]);
        std::string made;
        sign_ms += milliseconds([&] {
            made = *sign_bytes(
                clip, MediaFormat::kMp4, trust::testing::make_info(), *authority.signer
            );
        });
        read_ms += milliseconds([&] {
            const auto report = read_manifest_bytes(made, options);
            trusted += report && report->verdict == ManifestVerdict::kTrusted ? 1 : 0;
        });
    }
    std::printf("trusted, of %d in four layouts | %d | %d\n", kClips, kClips, trusted);
    std::printf(
        "mean of 1 MB in memory | <= %.0f ms | %.2f ms to sign, %.2f ms to read\n",
        kAskedMs + kAskedMsPerMegabyte,
        sign_ms / kClips,
        read_ms / kClips
    );
}

void measure_chain(trust::testing::TestAuthority& authority) {
    const ReadOptions options{.anchors = {authority.root.certificate}};
    const std::string plain = trust::testing::make_mp4(Layout::kIndexFirst);
    std::string clip =
        *sign_bytes(plain, MediaFormat::kMp4, trust::testing::make_info(), *authority.signer);
    for (int depth = 1; depth < 10; ++depth) {
        ManifestInfo info = trust::testing::make_info(ManifestKind::kRemix);
        info.ingredients = {trust::testing::ingredient_of(clip, options)};
        clip = *sign_bytes(plain, MediaFormat::kMp4, info, *authority.signer);
    }
    std::printf(
        "manifests of a chain of ten | <= 150 KB | %.1f KB\n",
        static_cast<double>(clip.size() - plain.size()) / 1000
    );
}

}  // namespace

int main(int argc, char** argv) {
    const SystemClock clock;
    auto authority = trust::testing::make_authority(clock);
    measure_sizes(*authority.signer, argc > 1 ? fs::path(argv[1]) : fs::temp_directory_path());
    measure_layouts(authority);
    measure_chain(authority);
    return 0;
}
