"""Writes an XLSX as MyIntress exports "MONITORING SPP, SPM, DAN SP2D": all cells are text.

Usage: export.py FILE [VARIANT]   The variants are the mishaps that offices report.
"""
import sys
import zipfile
from xml.sax.saxutils import escape

HEADS = ['NO', 'KPPN', 'Kode Satker', 'Nama Satker', 'No. SPP/SPM', 'Jenis SPP/SPM', 'Status SPP/SPM',
         'Tanggal SPP', 'Tanggal SPM', 'Tanggal RPD Harian', 'Tanggal SP2D', 'Jumlah Pengeluaran',
         'Jumlah Potongan', 'Jumlah Pembayaran', 'No. SP2D', 'Status SP2D', 'Uraian SPP/SPM', 'PPK', 'PPSPM',
         'SPM Koreksi?', 'Jenis SPM Koreksi', 'Jumlah Penerima Retur']
KPPN = '047 - KANTOR PELAYANAN PERBENDAHARAAN NEGARA BALIKPAPAN'
ROWS = [
    ['1', KPPN, '999101', 'Balai Jalan', '00048T', '211 - GAJI INDUK', 'Upload SP2D', '2026-02-02', '2026-02-03',
     '-', '2026-02-05', '1.998.000', '98.000', '1.900.000', '260470000001886', 'Sudah Dikonfirmasi Bank',
     '=Gaji Februari', 'BUDI - 199001012015011001', 'SITI RAHMA - 199102022016022002', '-', '-', '-'],
    ['2', KPPN, '999102', 'Layanan', '00007A', '311 - UP', 'ADK SPM', '2026-02-09', '2026-02-10', '2026-02-20', '-',
     '50.000.000', '-', '50.000.000', '-', '-', 'Uang persediaan', 'ANI - 1988', 'ALI - 1987', '-', '-', '-'],
]


def letter(i):
    return chr(ord('A') + i)


def text(place, value, style=''):
    return '<c r="%s"%s t="inlineStr"><is><t>%s</t></is></c>' % (place, style, escape(value))


def number(place, value, style=''):
    return '<c r="%s"%s><v>%s</v></c>' % (place, style, value)


def cell(place, value, variant):
    if variant == 'angka' and place[1:] != '3' and place[0] in 'CLMN' and value.replace('.', '').isdigit():
        return number(place, value.replace('.', ''))
    if variant == 'tanggal' and len(value) == 10 and value[:4] == '2026':
        import datetime
        days = (datetime.date.fromisoformat(value) - datetime.date(1904, 1, 1)).days
        return number(place, days, ' s="1"')
    if variant == 'rumus' and place == 'N4':
        return '<c r="N4"><f>L4-M4</f><v>1900000</v></c>'
    return text(place, "'" + value if variant == 'apostrof' and place[1:] != '3' and value[:1].isdigit() else value)


def sheet(variant):
    head = 6 if variant == 'baris6' else 3
    rows = ['<row r="1">%s</row>' % text('A1', 'MONITORING SPP, SPM, DAN SP2D')]
    table = [(head, HEADS)] + [(head + 1 + i, r) for i, r in enumerate(ROWS)]
    if variant == 'kolom':
        table = [(n, r[:14] + r[15:]) for n, r in table]
    if variant == 'ganda':
        table.append((head + 3, ROWS[0]))
    for n, values in table:
        cells = ''.join(cell('%s%d' % (letter(i), n), v, variant) for i, v in enumerate(values))
        rows.append('<row r="%d">%s</row>' % (n, cells))
    return ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>'
            '<mergeCells count="1"><mergeCell ref="A1:V1"/></mergeCells></worksheet>' % ''.join(rows))


def main(path, variant=''):
    rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    epoch = '<workbookPr date1904="1"/>' if variant == 'tanggal' else ''
    first = '<sheet name="Panduan" sheetId="9" state="hidden" r:id="rId9"/>' if variant == 'dua' else ''
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('_rels/.rels', '<Relationships><Relationship Id="rId1" Type="%s/officeDocument" '
                   'Target="xl/workbook.xml"/></Relationships>' % rel)
        z.writestr('xl/workbook.xml', '<workbook xmlns:r="%s">%s<sheets>%s<sheet name="Data" sheetId="1" r:id="rId1"/>'
                   '</sheets></workbook>' % (rel, epoch, first))
        z.writestr('xl/_rels/workbook.xml.rels', '<Relationships>'
                   '<Relationship Id="rId1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/>'
                   '<Relationship Id="rId2" Type="%s/styles" Target="styles.xml"/></Relationships>' % (rel, rel))
        z.writestr('xl/styles.xml', '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>')
        z.writestr('xl/worksheets/sheet1.xml', sheet(variant))


main(*sys.argv[1:])
