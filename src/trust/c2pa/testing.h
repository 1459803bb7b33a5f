#pragma once

// Keys and small files for the tests of this library.

#include "base/clock.h"
#include "trust/c2pa/big_endian.h"
#include "trust/c2pa/certificates.h"
#include "trust/c2pa/local_signer.h"
#include "trust/c2pa/manifest_info.h"
#include "trust/c2pa/read_manifest.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust::testing {

/// An authority with its signer, whose certificates are good from an hour before the clock's time.
struct TestAuthority {
    KeyPair root;
    KeyPair manifests;
    KeyPair time_stamps;
    std::unique_ptr<LocalSigner> signer;
};

inline TestAuthority make_authority(const Clock& clock) {
    using namespace std::chrono_literals;
    const auto now = clock.wall_time();
    const auto request = [&](CertificateUse use, std::chrono::hours life) {
        return CertificateRequest{
            .use = use,
            .organisation = "Test",
            .common_name = "Test key",
            .not_before = now - 1h,
            .not_after = now + life,
        };
    };
    TestAuthority made;
    made.root = *issue(request(CertificateUse::kRoot, 100'000h), nullptr);
    made.manifests = *issue(request(CertificateUse::kManifests, 1'000h), &made.root);
    made.time_stamps = *issue(request(CertificateUse::kTimeStamps, 10'000h), &made.root);
    made.signer = *LocalSigner::create(made.manifests, made.time_stamps, clock);
    return made;
}

inline ManifestInfo make_info(ManifestKind kind = ManifestKind::kGeneration) {
    ManifestInfo info;
    info.kind = kind;
    info.title = "a clip";
    info.engine = {.name = "hibari-world", .version = "0.1.0"};
    info.program.version = "0.1.0";
    info.asset_id = 0x12345678;
    info.consent_receipts = {sha256_of("a receipt")};
    return info;
}

/// The ingredient that a signed file makes.
inline Ingredient ingredient_of(std::string_view file, const ReadOptions& options) {
    return *read_ingredient_bytes(file, "a source", options);
}

/// Bytes of a box.
inline std::string box(std::string_view type, std::string_view payload) {
    std::string bytes;
    put_big_endian(bytes, 8 + payload.size(), 4);
    bytes += type;
    bytes += payload;
    return bytes;
}

/// How the data of a small MP4 file lies in it.
enum class Layout { kIndexFirst, kIndexLast, kWide, kFragments };

/// The words that the chunks of make_mp4 hold.
inline const std::vector<std::string> kChunks{"one chunk of it", "and another one", "the third"};

/// A file whose boxes name the places of kChunks; no decoder would like it, but every place is
/// right.
inline std::string make_mp4(Layout layout) {
    const std::string type = box("ftyp", "isom\0\0\2\0isomiso2");
    const bool is_wide = layout == Layout::kWide;
    const auto index = [&](const std::vector<std::uint64_t>& places) {
        std::string list;
        put_big_endian(list, 0, 4);
        put_big_endian(list, places.size(), 4);
        for (const std::uint64_t place : places) {
            put_big_endian(list, place, is_wide ? 8 : 4);
        }
        const std::string table = box("stbl", box(is_wide ? "co64" : "stco", list));
        return box("moov", box("mvhd", "12345") + box("trak", box("mdia", box("minf", table))));
    };
    const auto places_from = [](std::uint64_t at) {
        std::vector<std::uint64_t> places;
        for (const std::string& chunk : kChunks) {
            places.push_back(at);
            at += chunk.size();
        }
        return places;
    };
    std::string data;
    for (const std::string& chunk : kChunks) {
        data += chunk;
    }
    if (layout == Layout::kFragments) {
        std::string file = type + index({});
        for (const std::string& chunk : kChunks) {
            std::string head;
            put_big_endian(head, 1, 4);  // Flag: a place follows.
            put_big_endian(head, 1, 4);
            // tfhd, traf and moof around 16 bytes, then the head of mdat.
            put_big_endian(head, file.size() + 16 + 3 * 8 + 8, 8);
            file += box("moof", box("traf", box("tfhd", head))) + box("mdat", chunk);
        }
        return file;
    }
    const std::size_t index_bytes = index(places_from(0)).size();
    if (layout == Layout::kIndexLast) {
        return type + box("mdat", data) + index(places_from(type.size() + 8));
    }
    return type + index(places_from(type.size() + index_bytes + 8)) + box("mdat", data);
}

/// The smallest file that has the outline of a JPEG.
inline std::string make_jpeg() {
    const std::string app0 = std::string("\xFF\xE0\x00\x07", 4) + "JFIF" + std::string(1, '\0');
    return "\xFF\xD8" + app0 + std::string("\xFF\xDA\x00\x04xy", 6) + "scan data" + "\xFF\xD9";
}

/// The same of a WebP.
inline std::string make_webp() {
    const std::string chunk = std::string("VP8 \x06\x00\x00\x00", 8) + "pixels";
    return "RIFF" + std::string(1, static_cast<char>(4 + chunk.size())) + std::string(3, '\0') +
           "WEBP" + chunk;
}

}  // namespace hibari::trust::testing
