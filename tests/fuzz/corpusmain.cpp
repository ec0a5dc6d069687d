// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/fuzztarget.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>

/**
 * @file
 * Runs a fuzz target without a fuzzer, in every build: over the files of the folders given, the
 * target's own seeds, and a few thousand damaged copies of both, the same ones each time.
 *   corpus FOLDER...             runs
 *   corpus --write-seeds FOLDER  writes the target's own seeds there, for the fuzzer to begin with
 */
namespace {

void run(const std::string &input)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(input.data()), input.size());
}

std::string contents(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string damaged(std::string input, std::mt19937 &random)
{
    for (int change = 0; change < 8 && !input.empty(); ++change) {
        const std::size_t at = random() % input.size();
        switch (random() % 3) {
        case 0:
            input[at] = char(random());
            break;
        case 1:
            input.erase(at, random() % 16);
            break;
        default:
            input.insert(at, input.substr(random() % input.size(), random() % 32));
        }
    }
    return input;
}

} // namespace

int main(int argc, char **argv)
{
    std::vector<std::string> inputs = builtInSeeds();
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() == 2 && arguments[0] == "--write-seeds") {
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            std::ofstream(arguments[1] + "/seed" + std::to_string(i), std::ios::binary) << inputs[i];
        }
        return 0;
    }
    for (const std::string &folder : arguments) {
        for (const auto &entry : std::filesystem::directory_iterator(folder)) {
            inputs.push_back(contents(entry.path()));
        }
    }
    constexpr int copies = 200;
    std::mt19937 random(1);
    for (const std::string &input : inputs) {
        run(input);
        for (int copy = 0; copy < copies; ++copy) {
            run(damaged(input, random));
        }
    }
    std::cout << inputs.size() << " inputs and " << inputs.size() * copies << " damaged copies of them\n";
    return 0;
}
