' What a provider does with a returned questionnaire, one step a line, read from the file that ASSESSOR_STEPS names.
' A line has parts between tabs; inside a part \n is a line end, \t a tab. Row and column are found by what stands in the sheet.
Option Explicit

Private book As Object
Private sheet As Object

Sub Main
	Dim steps As Object
	Dim parts As Variant
	On Error GoTo failed
	steps = opened_text(Environ("ASSESSOR_STEPS"))
	Do While Not steps.isEOF()
		parts = Split(steps.readLine(), Chr(9))
		If UBound(parts) > 0 Then take(parts)
	Loop
	steps.closeInput()
	say("done " & product())
	StarDesktop.terminate()
	Exit Sub
failed:
	say("failed at line " & Erl & ": " & Error)
	StarDesktop.terminate()
End Sub

Sub take(parts As Variant)
	Select Case parts(0)
		Case "open" : open_book(parts(1), parts(2), parts(3))
		Case "type" : cell_of(parts(1), parts(2)).setString(lines_of(parts(3)))
		Case "enter" : cell_of(parts(1), parts(2)).setFormula(parts(3))
		Case "unprotect" : sheet.unprotect(parts(1))
		Case "sort" : sort_by(column_of(parts(1)))
		Case "hide" : sheet.Rows.getByIndex(row_of(parts(1))).IsVisible = False
		Case "rename" : sheet.setName(parts(1))
		Case "insert_row" : sheet.Rows.insertByIndex(row_of(parts(1)), 1)
		Case "insert_column" : sheet.Columns.insertByIndex(column_of(parts(1)), 1)
		Case "top_row" : sheet.Rows.insertByIndex(0, CInt(parts(1)))
		Case "delete_row" : sheet.Rows.removeByIndex(row_of(parts(1)), 1)
		Case "merge" : merge(parts(1), parts(2), parts(3))
		Case "note" : sheet.Annotations.insertNew(cell_of(parts(1), parts(2)).CellAddress, lines_of(parts(3)))
		Case "strike" : cell_of(parts(1), parts(2)).CharStrikeout = com.sun.star.awt.FontStrikeout.SINGLE
		Case "strike_part" : strike_part(cell_of(parts(1), parts(2)), CInt(parts(3)))
		Case "box" : draw("Rectangle", parts(1), parts(2)).setString(lines_of(parts(3)))
		Case "line" : draw("Line", parts(1), parts(2))
		Case "picture" : paste(draw("GraphicObject", parts(1), parts(2)), parts(3))
		Case "check_box" : put_control("CheckBox", parts(1), parts(2), parts(3), CInt(parts(4)))
		Case "option_button" : put_control("RadioButton", parts(1), parts(2), parts(3), CInt(parts(4)))
		Case "link" : link(cell_of(parts(1), parts(2)), parts(3), parts(4))
		Case "hide_column" : sheet.Columns.getByIndex(column_of(parts(1))).IsVisible = False
		Case "format" : show_as(cell_of(parts(1), parts(2)), parts(3))
		Case "save" : save_book(parts(1), parts(2), parts(3))
		Case "close" : book.close(True)
		Case Else : Error 5
	End Select
End Sub

Sub open_book(url As String, called As String, password As String)
	If password = "" Then
		book = StarDesktop.loadComponentFromURL(url, "_blank", 0, Array(value_of("Hidden", True)))
	Else
		book = StarDesktop.loadComponentFromURL(url, "_blank", 0, _
			Array(value_of("Hidden", True), value_of("Password", password)))
	End If
	sheet = book.Sheets.getByName(called)
End Sub

Sub save_book(url As String, kind As String, password As String)
	If password = "" Then
		book.storeToURL(url, Array(value_of("FilterName", kind)))
	Else
		book.storeToURL(url, Array(value_of("FilterName", kind), value_of("EncryptionData", secret(password))))
	End If
End Sub

' What the dialog for saving with a password hands on; given only the password, it is left out in silence.
Function secret(password As String) As Variant
	Dim manner As New com.sun.star.beans.NamedValue
	Dim word As New com.sun.star.beans.NamedValue
	manner.Name = "CryptoType"
	manner.Value = "Standard"
	word.Name = "OOXPassword"
	word.Value = password
	secret = CreateUnoValue("[]com.sun.star.beans.NamedValue", Array(manner, word))
End Function

Sub sort_by(column As Integer)
	Dim used As Object
	Dim field As New com.sun.star.table.TableSortField
	used = used_cells()
	field.Field = column
	field.IsAscending = True
	used.sort(Array(value_of("ContainsHeader", True), value_of("SortFields", Array(field))))
End Sub

Sub merge(item As String, heading As String, rows As String)
	Dim column As Integer, row As Integer
	column = column_of(heading)
	row = row_of(item)
	sheet.getCellRangeByPosition(column, row, column, row + CInt(rows) - 1).merge(True)
End Sub

Sub strike_part(cell As Object, letters As Integer)
	Dim cursor As Object
	cursor = cell.createTextCursor()
	cursor.gotoStart(False)
	cursor.goRight(letters, True)
	cursor.CharStrikeout = com.sun.star.awt.FontStrikeout.SINGLE
End Sub

' A shape within one cell.
Function draw(kind As String, item As String, heading As String) As Object
	Dim cell As Object, shape As Object
	Dim place As New com.sun.star.awt.Point
	Dim size As New com.sun.star.awt.Size
	cell = cell_of(item, heading)
	place.X = cell.Position.X + cell.Size.Width \ 5
	place.Y = cell.Position.Y + cell.Size.Height \ 5
	size.Width = cell.Size.Width \ 2
	size.Height = cell.Size.Height \ 2
	shape = book.createInstance("com.sun.star.drawing." & kind & "Shape")
	shape.setPosition(place)
	shape.setSize(size)
	sheet.DrawPage.add(shape)
	draw = shape
End Function

Sub paste(shape As Object, url As String)
	Dim reader As Object
	reader = createUnoService("com.sun.star.graphic.GraphicProvider")
	shape.Graphic = reader.queryGraphic(Array(value_of("URL", url)))
End Sub

Sub put_control(kind As String, item As String, heading As String, label As String, state As Integer)
	Dim model As Object, forms As Object
	forms = sheet.DrawPage.Forms
	If forms.Count = 0 Then forms.insertByIndex(0, createUnoService("com.sun.star.form.component.Form"))
	model = createUnoService("com.sun.star.form.component." & kind)
	model.Label = label
	model.DefaultState = state
	model.State = state
	forms.getByIndex(0).insertByIndex(forms.getByIndex(0).Count, model)
	draw("Control", item, heading).setControl(model)
End Sub

Sub link(cell As Object, address As String, shown As String)
	Dim part As Object
	part = book.createInstance("com.sun.star.text.TextField.URL")
	part.URL = address
	part.Representation = shown
	cell.setString("")
	cell.insertTextContent(cell.createTextCursor(), part, False)
End Sub

Sub show_as(cell As Object, code As String)
	Dim place As New com.sun.star.lang.Locale
	Dim key As Long
	key = book.NumberFormats.queryKey(code, place, False)
	If key < 0 Then key = book.NumberFormats.addNew(code, place)
	cell.NumberFormat = key
End Sub

Function cell_of(item As String, heading As String) As Object
	cell_of = sheet.getCellByPosition(column_of(heading), row_of(item))
End Function

Function row_of(item As String) As Long
	Dim column As Integer, row As Long
	column = column_of("No.")
	For row = 0 To used_cells().RangeAddress.EndRow
		If sheet.getCellByPosition(column, row).String = item Then
			row_of = row
			Exit Function
		End If
	Next row
	Error 9
End Function

' The row of headings is the one with "No.", so that it is found under a title too.
Function column_of(heading As String) As Integer
	Dim column As Integer, row As Integer
	For row = 0 To 9
		For column = 0 To used_cells().RangeAddress.EndColumn
			If sheet.getCellByPosition(column, row).String = heading Then
				column_of = column
				Exit Function
			End If
		Next column
	Next row
	Error 9
End Function

Function used_cells() As Object
	Dim cursor As Object
	cursor = sheet.createCursor()
	cursor.gotoEndOfUsedArea(False)
	used_cells = sheet.getCellRangeByPosition( _
		0, 0, cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow)
End Function

Function value_of(called As String, held As Variant) As Object
	Dim made As New com.sun.star.beans.PropertyValue
	made.Name = called
	made.Value = held
	value_of = made
End Function

Function lines_of(part As String) As String
	lines_of = Join(Split(Join(Split(part, "\n"), Chr(10)), "\t"), Chr(9))
End Function

Function opened_text(url As String) As Object
	Dim files As Object, stream As Object
	files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
	stream = createUnoService("com.sun.star.io.TextInputStream")
	stream.setInputStream(files.openFileRead(url))
	stream.setEncoding("UTF-8")
	opened_text = stream
End Function

Function product() As String
	Dim settings As Object
	settings = createUnoService("com.sun.star.configuration.ConfigurationProvider") _
		.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", _
		Array(value_of("nodepath", "/org.openoffice.Setup/Product")))
	product = settings.getByName("ooSetupVersionAboutBox")
End Function

Sub say(said As String)
	Dim files As Object, stream As Object
	files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
	stream = createUnoService("com.sun.star.io.TextOutputStream")
	stream.setOutputStream(files.openFileWrite(Environ("ASSESSOR_STEPS") & ".said"))
	stream.setEncoding("UTF-8")
	stream.writeString(said)
	stream.closeOutput()
End Sub
