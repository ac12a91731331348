using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;

namespace CsMonolith.Revenue.Growth.Proposals;

/// <summary>
/// Writes a proposal as slides (PresentationML): a title slide, then a slide for each page, with its table as a table.
/// Long tables go over several slides.
/// </summary>
internal static class PptxProposal
{
    private const int RowsOnASlide = 8;
    private const uint FirstMasterId = 2147483648;
    private const uint FirstSlideId = 256;

    /// <summary>The file.</summary>
    public static byte[] Write(string title, IReadOnlyList<ProposalPage> pages)
    {
        using var stream = new MemoryStream();
        using (var file = PresentationDocument.Create(stream, PresentationDocumentType.Presentation))
        {
            Fill(file.AddPresentationPart(), title, pages);
        }

        return stream.ToArray();
    }

    private static void Fill(PresentationPart part, string title, IReadOnlyList<ProposalPage> pages)
    {
        var master = part.AddNewPart<SlideMasterPart>();
        var layout = master.AddNewPart<SlideLayoutPart>();
        layout.SlideLayout = new SlideLayout(SlideDrawing.Layout);
        layout.AddPart(master);
        master.SlideMaster = new SlideMaster(SlideDrawing.Master(master.GetIdOfPart(layout), FirstMasterId + 1));
        master.AddNewPart<ThemePart>().Theme = new DocumentFormat.OpenXml.Drawing.Theme(SlideDrawing.Theme);

        var slides = new SlideIdList();
        foreach (var (i, slide) in Slides(title, pages).Index())
        {
            var added = part.AddNewPart<SlidePart>();
            added.AddPart(layout);
            added.Slide = new Slide(slide);
            slides.Append(new SlideId { Id = FirstSlideId + (uint)i, RelationshipId = part.GetIdOfPart(added) });
        }

        part.Presentation = new Presentation(
            new SlideMasterIdList(new SlideMasterId { Id = FirstMasterId, RelationshipId = part.GetIdOfPart(master) }),
            slides,
            new SlideSize { Cx = SlideDrawing.Width, Cy = SlideDrawing.Height },
            new NotesSize { Cx = SlideDrawing.Height, Cy = SlideDrawing.Width }
        );
    }

    private static IEnumerable<string> Slides(string title, IReadOnlyList<ProposalPage> pages)
    {
        yield return SlideDrawing.Slide(title, [], table: null);
        foreach (var page in pages)
        {
            var parts = page.Table is { } whole
                ? whole.Rows.Chunk(RowsOnASlide).Select(rows => new ProposalTable(whole.Head, rows)).ToList()
                : [];
            yield return SlideDrawing.Slide(page.Heading, page.Lines, parts.FirstOrDefault());
            foreach (var rest in parts.Skip(1))
            {
                yield return SlideDrawing.Slide(page.Heading, [], rest);
            }
        }
    }
}
