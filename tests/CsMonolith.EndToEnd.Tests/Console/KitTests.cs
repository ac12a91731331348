using CsMonolith.Testing;
using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>The page of the kit: every part in every state, photographed as people look at it.</summary>
[Collection(DemoConsole.Name)]
public sealed class KitTests(DemoHost demo)
{
    /// <summary>Where the pictures go, for whoever wants to look.</summary>
    private static readonly string _pictures = Path.Combine(HostProcess.Repository, ".artifacts", "kit");

    [ConsoleFact]
    public async Task Every_part_is_photographed_at_both_widths_in_both_languages_and_lights()
    {
        Directory.CreateDirectory(_pictures);
        foreach (var (language, dark) in new[] { ("ja", false), ("en", true) })
        {
            await using var reader = await demo.Reads("leader", language, dark);
            foreach (var width in new[] { 1440, 390 })
            {
                await reader.Page.SetViewportSizeAsync(width, 900);
                // One part of the page is what stands while something loads, and one follows a job: it is never without
                // either, so the charts tell when it is drawn.
                await reader.Page.GotoAsync("/kit");
                await Assertions.Expect(reader.Page.Locator("#main h1").First).ToBeVisibleAsync();
                await Assertions.Expect(reader.Page.Locator("#main svg path").First).ToBeAttachedAsync();

                var picture = await reader.Page.ScreenshotAsync(
                    new PageScreenshotOptions
                    {
                        FullPage = true,
                        Animations = ScreenshotAnimations.Disabled,
                        Path = Path.Combine(_pictures, $"kit-{language}-{width}.png"),
                    }
                );

                picture.Length.ShouldBeGreaterThan(50_000);
                (await reader.Barriers()).ShouldBeEmpty($"{language} {width}");
                (await reader.Overhang()).ShouldBeLessThanOrEqualTo(0, $"{language} {width}");
            }

            reader.Complaints.ShouldBeEmpty();
        }
    }
}
